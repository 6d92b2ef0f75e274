import EscaleCore

/// Which ended requests a replica isn't given unasked: those behind its horizon that it hasn't
/// fetched, until something happens on them that its user may see.
///
/// What he may see decides where that is, so that nothing else shows through.
///
/// Source: PROTOCOL, "The history".
struct HistoryBound {
  let transaction: any LedgerTransaction
  let watcher: Watcher
  let horizon: HistoryHorizon
  let fetched: Set<RequestID>
  private var known: [RequestID: Closing]?

  init(
    _ transaction: any LedgerTransaction, _ watcher: Watcher, _ horizon: HistoryHorizon,
    fetched: Set<RequestID>
  ) {
    self.transaction = transaction
    self.watcher = watcher
    self.horizon = horizon
    self.fetched = fetched
  }

  /// Reads all that lies behind the horizon at once, where many are to be asked for.
  mutating func readAll() throws {
    known = Dictionary(
      try transaction.closings(behind: horizon).map { ($0.request, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  func opening(of request: RequestID) throws -> Sight.Opening {
    guard !fetched.contains(request), let closing = try closing(of: request) else {
      return .always
    }
    guard closing.lastWord > horizon.position else { return .never }
    let grants = try transaction.grants(on: request)
    var opening = Sight.Opening.never
    try transaction.scan(request: request, after: horizon.position, through: .last) { glance, _ in
      let seen = watcher.sees(grants, at: glance.position)
      guard watcher.isGiven(glance, as: seen) else { return true }
      opening = .from(glance.position)
      return false
    }
    return opening
  }

  private func closing(of request: RequestID) throws -> Closing? {
    if let known { return known[request] }
    return try transaction.closing(of: request).flatMap { $0.lies(behind: horizon) ? $0 : nil }
  }
}
