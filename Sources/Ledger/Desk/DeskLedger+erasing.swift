package import EscaleCore

extension DeskLedger {
  /// How many changes one entry of the ledger erases at most.
  static let erasureLimit = 1_000

  /// Erases the texts and values of changes, for good.
  ///
  /// Their hashes stay, so that every chain and every verdict stands. Replicas follow at their next
  /// sync. What is erased already stays so.
  ///
  /// - Returns: How many were erased.
  /// - Throws: ``LedgerError/unknownChange(_:)``; then nothing is erased.
  package func erase(_ changes: [ChangeID]) async throws -> Int {
    try await erasing { [self] session in
      for id in changes where try session.transaction.brief(of: id) == nil {
        throw LedgerError.unknownChange(id)
      }
      return try eraseAtOnce(changes, in: session)
    }
  }

  /// Erases everything that was written on a request.
  ///
  /// - Returns: How many changes were erased.
  /// - Throws: ``LedgerError/unknownChange(_:)`` where there is no such request.
  package func erase(request: RequestID) async throws -> Int {
    try await erasing { [self] session in
      let changes = try changes(of: request, in: session.transaction)
      guard !changes.isEmpty else { throw LedgerError.unknownChange(request) }
      return try eraseAtOnce(changes, in: session)
    }
  }

  /// Erases what was written on requests that were closed for longer than policy keeps it.
  ///
  /// - Returns: How many requests there were; more may be left for the next time.
  /// - Throws: ``LedgerError/clockJumped(milliseconds:)``; then nothing is erased.
  package func eraseExpired() async throws -> Int {
    try clockGuard.check()
    let now = surroundings.clock.now
    let days = try await directory().policy.retentionDays
    guard days > 0 else { return 0 }
    let limit = now - Int64(days) * Timestamp.millisecondsPerDay
    guard
      try await storage.read({
        try !$0.requests(finalBefore: limit, limit: 1).isEmpty
      })
    else { return 0 }
    return try await erasing { [self] session in
      let rows = try session.transaction.requests(finalBefore: limit, limit: 100)
      for row in rows {
        let changes = try changes(of: row.id, in: session.transaction)
        _ = try erase(changes, in: session)
      }
      return rows.count
    }
  }

  /// Erases what an administrator wants gone, from the index of texts, too.
  private func eraseAtOnce(_ changes: [ChangeID], in session: AppendSession) throws -> Int {
    let count = try erase(changes, in: session)
    if count > 0 { try session.transaction.removeSearchIndex() }
    return count
  }

  /// Erases in one transaction, and then sees to it that no file has it any more.
  private func erasing(
    _ body: @escaping @Sendable (AppendSession) throws -> Int
  ) async throws -> Int {
    let count = try await append(body)
    if count > 0 { try await storage.scrub() }
    return count
  }

  private func changes(
    of request: RequestID, in transaction: any LedgerTransaction
  ) throws -> [ChangeID] {
    var changes: [ChangeID] = []
    try transaction.scan(request: request, after: .start, through: .last) { glance, _ in
      changes.append(glance.change)
      return true
    }
    return changes
  }

  /// Erases what of some changes the ledger still has.
  func erase(_ changes: [ChangeID], in session: AppendSession) throws -> Int {
    var (left, requests): ([ChangeID], Set<RequestID>) = ([], [])
    for id in Set(changes).sorted() {
      guard let entry = try entry(of: id, session.transaction) else { continue }
      requests.insert(entry.change.header.request)
      if case .present = entry.change.payload { left.append(id) }
    }
    for start in stride(from: 0, to: left.count, by: DeskLedger.erasureLimit) {
      try session.erase(Array(left[start..<min(start + DeskLedger.erasureLimit, left.count)]))
    }
    guard !left.isEmpty else { return 0 }
    try session.transaction.noteErasedFromSearch(at: session.now)
    for id in left { try session.transaction.removeAttachment(of: id) }
    let hands = try Hands(session.transaction)
    for request in requests.sorted() {
      let rebuilt = try RebuiltRequest(request, session.transaction, session.directory, hands)
      if let row = rebuilt?.row { try session.replaceRow(row) }
      try session.transaction.put(
        try searchDocument(of: request, session.transaction), of: request)
    }
    return left.count
  }

  private func entry(
    of id: ChangeID, _ transaction: any LedgerTransaction
  ) throws -> LedgerEntry? {
    guard let brief = try transaction.brief(of: id) else { return nil }
    let before = Position(rawValue: brief.position.rawValue - 1)
    var entry: LedgerEntry?
    try transaction.scan(after: before, through: brief.position) { _, row in
      entry = try row().entry
      return false
    }
    return entry
  }
}
