import EscaleCore

/// Walks the ledger once from a replica's cursor to the head, and fills an answer with what its user
/// may see.
///
/// An entry is delivered at its own position or, where the request came into sight later, at the
/// position where it did: then the whole request is. Order: that position, the request, the entry.
///
/// Source: DESIGN, "Sync", "What a replica holds".
final class DeliveryWalk {
  let transaction: any LedgerTransaction
  let watcher: Watcher
  let replica: ReplicaID
  /// The ids under which the replica wrote: its own, and those that it had before forks.
  private let ownIDs: Set<ReplicaID>
  let cursor: Cursor
  let head: Position
  private(set) var draft: AnswerDraft
  private var passages: [RequestID: Passage] = [:]
  /// Whether every request that can matter is in ``passages``.
  private var knowsAll = false
  private var turns = TurnQueue()
  private let seesAll: Bool
  private var bound: HistoryBound?
  /// Whether something that the user may see was left behind the horizon, as far as it was met.
  private(set) var leavesHistory = false

  /// `bound` tells what of the past isn't given unasked; nil where all of it is.
  init(
    _ transaction: any LedgerTransaction, _ watcher: Watcher, _ replica: ReplicaRecord,
    cursor: Cursor, head: Position, entryLimit: UInt64, bound: HistoryBound? = nil
  ) throws {
    self.bound = bound
    self.transaction = transaction
    self.watcher = watcher
    self.replica = replica.id
    ownIDs = try replica.lineage(transaction)
    self.cursor = try cursor.skippingEmptyBeginning(transaction)
    self.head = head
    draft = AnswerDraft(entryLimit: entryLimit)
    seesAll = watcher.isAdministrator(from: self.cursor.position, through: head)
  }

  /// Fills the draft.
  ///
  /// - Returns: Where the next answer goes on; nil for the head, when nothing was left out.
  func run() throws -> Cursor? {
    guard cursor.position < head else { return nil }
    try prepare()
    let goesOn =
      try walksByRequest ? walkRequests() : walkEntries(after: cursor.position, through: head)
    if goesOn { _ = try flush(through: head) }
    return draft.stop
  }
}

extension ReplicaRecord {
  /// Its id, and those that it had before each of its forks.
  fileprivate func lineage(_ transaction: any LedgerTransaction) throws -> Set<ReplicaID> {
    var ids: Set<ReplicaID> = [id]
    var former = successorOf
    while let id = former, ids.insert(id).inserted {
      former = try transaction.replica(id)?.successorOf
    }
    return ids
  }
}

extension Cursor {
  /// Before the first change nothing is visible to anybody: what happened there can be skipped.
  fileprivate func skippingEmptyBeginning(_ transaction: any LedgerTransaction) throws -> Cursor {
    guard within == nil, let first = try transaction.firstEntryPosition(after: .start),
      position < first
    else {
      return self
    }
    return Cursor(position: Position(rawValue: first.rawValue - 1))
  }
}

extension DeliveryWalk {
  private var gap: UInt64 { head.rawValue - cursor.position.rawValue }

  /// Reads all grants at once where requests can turn without an entry of their own, or where
  /// there is much to read.
  private func prepare() throws {
    guard !seesAll else { return }
    let base = cursor.position
    let turnsByEdit =
      try watcher.hasChanged(after: base, through: head)
      || transaction.handsMoved(after: base, through: head)
    guard turnsByEdit || gap > SyncLimits.glanceLimit else {
      if let within = cursor.within { _ = try passage(of: within.request) }
      return
    }
    try bound?.readAll()
    try planAll(try grants(from: base))
    knowsAll = true
  }

  /// All that lets him see something at a position or later, in no order.
  private func grants(from base: Position) throws -> [Grant] {
    guard watcher.wasAdministrator(from: base, through: head) else {
      return try watcher.holders(from: base).flatMap {
        try transaction.grants(of: $0, openAfter: base)
      }
    }
    return try transaction.beginnings().flatMap { beginning in
      // What an administrator sees is there from its first entry on, granted or not.
      let there = Grant(
        request: beginning.request, holder: .requester(.system), since: beginning.position)
      return try [there] + transaction.grants(on: beginning.request)
    }
  }

  /// Plans the delivery of every request that grants are for.
  private func planAll(_ grants: [Grant]) throws {
    let grants = grants.sorted { $0.request < $1.request }
    passages.reserveCapacity(grants.count)
    turns.reserve(grants.count)
    var start = 0
    while start < grants.count {
      let request = grants[start].request
      let end = grants[start...].firstIndex { $0.request != request } ?? grants.count
      if try plan(request, Array(grants[start..<end])).isNothing { passages[request] = nil }
      start = end
    }
  }

  private var walksByRequest: Bool {
    knowsAll && UInt64(passages.count) * SyncLimits.passedOverLimit < gap
  }

  /// Where a request's delivery stands: within the cursor's position those before its request are
  /// done.
  private func base(of request: RequestID) -> Position {
    guard let within = cursor.within, request < within.request else { return cursor.position }
    return within.position
  }

  private func passage(of request: RequestID) throws -> Passage {
    if seesAll { return .steady(.administrator) }
    if let known = passages[request] { return known }
    guard !knowsAll else { return .steady(.nothing) }
    return try plan(request, try transaction.grants(on: request))
  }

  @discardableResult
  private func plan(_ request: RequestID, _ grants: [Grant]) throws -> Passage {
    let opening = try bound?.opening(of: request) ?? .always
    let sight = Sight(watcher: watcher, grants: grants, opening: opening)
    let passage = Passage(
      of: sight, from: base(of: request), through: head, isOwn: ownIDs.contains(request.replica))
    if opening == .never, watcher.sees(grants, at: head) != .nothing { leavesHistory = true }
    passages[request] = passage
    if let arrival = passage.arrival { turns.insert(request, at: arrival) }
    if let departure = passage.departure { turns.insert(request, at: departure) }
    if let place = brokenOff(request, passage, sight), passage.departure != place {
      turns.insert(request, at: place)
    }
    return passage
  }

  /// Where an earlier answer began to deliver a request whole that has turned again since: it goes
  /// at once.
  private func brokenOff(
    _ request: RequestID, _ passage: Passage, _ sight: Sight
  ) -> Position? {
    guard let within = cursor.within, within.request == request, let enter = passage.enter,
      enter > within.position, sight.seen(at: within.position) != .nothing
    else { return nil }
    return within.position
  }
}

extension DeliveryWalk {
  /// Passes over all entries; right where most of them may be seen.
  private func walkEntries(after: Position, through: Position) throws -> Bool {
    var goesOn = true
    try transaction.scan(after: after, through: through) { glance, row in
      goesOn = try take(glance, row)
      return goesOn
    }
    return goesOn
  }

  /// Looks up the entries of the requests that may be seen; right where they are few.
  private func walkRequests() throws -> Bool {
    var positions: [Position] = []
    for request in passages.keys {
      try transaction.scan(request: request, after: cursor.position, through: head) { glance, _ in
        positions.append(glance.position)
        return true
      }
    }
    for position in positions.sorted() {
      let before = Position(rawValue: position.rawValue - 1)
      guard try walkEntries(after: before, through: position) else { return false }
    }
    return true
  }

  private func take(
    _ glance: EntryGlance, _ row: () throws -> EntryRow
  ) throws -> Bool {
    let (request, position) = (glance.request, glance.position)
    let passage = try passage(of: request)
    let before = Position(rawValue: position.rawValue - 1)
    guard try flush(through: before),
      try bringWhole(request, passage, at: position, isFirst: glance.kind == .create)
    else { return false }
    guard position > base(of: request), !isDelivered(request, position, at: position) else {
      return true
    }
    guard isGiven(glance, as: passage.seen(at: position)) else { return true }
    return try draft.take(at: position, request, row)
  }

  /// Delivers what turns up to a position.
  private func flush(through position: Position) throws -> Bool {
    while let turn = turns.popFirst(through: position) {
      for request in turn.requests {
        let passage = try passage(of: request)
        guard try deliverTurn(of: request, passage, at: turn.position) else { return false }
      }
    }
    return true
  }

  /// Delivers a request whole right before the entry by which it came into sight, which may be its
  /// first.
  private func bringWhole(
    _ request: RequestID, _ passage: Passage, at position: Position, isFirst: Bool
  ) throws -> Bool {
    guard passage.arrival == position, turns.remove(request, at: position) else { return true }
    return try deliverTurn(of: request, passage, at: position, hasPast: !isFirst)
  }

  private func deliverTurn(
    of request: RequestID, _ passage: Passage, at position: Position, hasPast: Bool = true
  ) throws -> Bool {
    guard position == passage.arrival else {
      guard draft.forget(at: position, request) else { return false }
      draft.passed(request, at: position)
      return true
    }
    guard draft.begin(at: position, request, renews: renews(request, passage)) else {
      return false
    }
    guard hasPast else { return true }
    var goesOn = true
    let before = Position(rawValue: position.rawValue - 1)
    try transaction.scan(request: request, after: .start, through: before) { glance, row in
      guard !isDelivered(request, glance.position, at: position),
        isGiven(glance, as: passage.now)
      else { return true }
      goesOn = try draft.take(at: position, request, row)
      return goesOn
    }
    return goesOn
  }

  /// Whether what the replica holds of a request must go before it comes whole: it is seen
  /// otherwise from one position to the next, and no earlier answer has begun with it.
  private func renews(_ request: RequestID, _ passage: Passage) -> Bool {
    guard passage.before != .nothing, let arrival = passage.arrival, passage.end == arrival else {
      return false
    }
    return cursor.within?.request != request || cursor.within?.position != arrival
  }

  /// Whether an earlier answer ended at this entry or after it, in the same turn.
  private func isDelivered(_ request: RequestID, _ entry: Position, at key: Position) -> Bool {
    guard let within = cursor.within, within.request == request, within.position == key else {
      return false
    }
    return entry <= within.entry
  }

  private func isGiven(_ glance: EntryGlance, as seen: SeenAs) -> Bool {
    glance.change.replica != replica && watcher.isGiven(glance, as: seen)
  }
}
