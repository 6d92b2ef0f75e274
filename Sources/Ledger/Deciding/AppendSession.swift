import EscaleCore
import Seals
import SyncProtocol

/// The one way into the ledger: decides on changes and appends them, within one transaction.
///
/// Keeps the requests and replicas that it touches in memory and writes their rows once, in
/// ``finish()``, without which nothing counts.
final class AppendSession {
  let transaction: any LedgerTransaction
  private(set) var directory: DeskDirectory
  /// The server's clock, in milliseconds since 1970 UTC.
  let now: Int64
  /// Whether nobody is to be told of anything: what comes is a history from elsewhere.
  var isQuiet = false
  /// The ledger as it stands in this session.
  var state: LedgerState
  private var live: [RequestID: LiveRequest] = [:]
  private var touched: Set<RequestID> = []
  private var replicas: [ReplicaID: ReplicaRecord] = [:]
  private var offlineSince: [Position: Int64] = [:]

  init(
    _ transaction: any LedgerTransaction, state: LedgerState, directory: DeskDirectory, now: Int64
  ) {
    self.transaction = transaction
    self.state = state
    self.directory = directory
    self.now = now
  }

  /// What came of a change: with a verdict, where it stands and when the server learnt of it.
  enum Appended {
    case decided(Position, Verdict, receivedAt: Int64)
    case missing([ChangeID])
    case forked
  }

  /// Decides on a change and, with a verdict, appends it.
  ///
  /// `receivedAt` is when the server learnt of it, in milliseconds since 1970 UTC; `hash` is that of
  /// the change, where it is known already.
  func append(
    _ change: Change, hash: Fingerprint? = nil, receivedAt: Int64
  ) throws -> Appended {
    let hash = hash ?? change.hash
    if let recorded = try recorded(change.id) {
      guard recorded.hash == hash else { return .forked }
      return .decided(recorded.position, recorded.verdict, receivedAt: recorded.receivedAt)
    }
    switch try ruling(on: change, hash: hash) {
    case .forked: return .forked
    case .missing(let ids): return .missing(ids)
    case .known(let verdict), .verdict(let verdict):
      try record(change, hash: hash, verdict, receivedAt: receivedAt)
      return .decided(state.position, verdict, receivedAt: receivedAt)
    }
  }

  /// What the merge rule says of a change.
  ///
  /// The question ends here: a history that it still held would be copied to be gone on with.
  func ruling(on change: Change, hash: Fingerprint) throws -> Ruling {
    decide(try question(change, hash: hash))
  }

  /// What the ledger has of a change.
  func recorded(_ id: ChangeID) throws -> EntryBrief? {
    guard let last = try replica(id.replica)?.lastSequence, id.sequence <= last else {
      return nil
    }
    return try transaction.brief(of: id)
  }

  /// Writes what changed about requests, replicas and the ledger itself.
  func finish() throws {
    for request in touched.sorted() {
      if let row = live[request]?.row { try transaction.put(row) }
    }
    for replica in replicas.values.sorted(by: { $0.id < $1.id }) {
      try transaction.put(replica)
    }
    try transaction.put(state)
    touched = []
  }
}

extension AppendSession {
  /// A replica as it stands in this session.
  func replica(_ id: ReplicaID) throws -> ReplicaRecord? {
    if let replica = replicas[id] { return replica }
    replicas[id] = try transaction.replica(id)
    return replicas[id]
  }

  /// Changes what the session knows of a replica; ``finish()`` writes it.
  func update(_ id: ReplicaID, _ body: (inout ReplicaRecord) -> Void) throws {
    guard var replica = try replica(id) else { return }
    body(&replica)
    replicas[id] = replica
  }

  /// A request as it stands in this session, or nil where no creation of it counts.
  func liveRequest(_ id: RequestID) throws -> LiveRequest? {
    if let request = live[id] { return request }
    guard let row = try transaction.request(id) else { return nil }
    guard let lifecycle = directory.lifecycle(row.lifecycle),
      let request = LiveRequest(
        row: row, decisive: try transaction.decisive(of: id), lifecycle: lifecycle)
    else { throw LedgerError.damaged("request \(id)") }
    request.holders = try transaction.grants(on: id).filter { $0.until == nil }.map(\.holder)
    live[id] = request
    return request
  }

  /// When the first entry after a position was written down; nil where there is none.
  func recordedAfter(_ position: Position) throws -> Int64? {
    guard position < state.position else { return nil }
    if let known = offlineSince[position] { return known }
    let time = try transaction.recordedAfter(position)
    offlineSince[position] = time
    return time
  }
}

extension AppendSession {
  /// Has the directory give numbers of the epoch that the ledger is in.
  func numberByEpoch() { directory.epoch = state.epoch }

  /// Gives the next position to an edit of the directory.
  ///
  /// `movesHands` says whether requests may pass from one team to another by it.
  func append(_ edit: DirectoryEdit, movesHands: Bool) throws {
    let bytes = edit.bytes
    state.position = state.position.next
    state.directoryPosition = state.position
    state.link = LedgerChain.link(
      after: state.link, hash: Hash.sha256(bytes), outcome: .applied)
    try transaction.insert(
      DirectoryEditRow(
        position: state.position, bytes: bytes, receivedAt: now, link: state.link,
        movesHands: movesHands))
  }

  /// Takes in items that an edit just appended has set.
  func take(_ items: [DirectoryItem]) throws {
    for item in items {
      try transaction.put(
        DirectoryEntry(position: state.position, key: item.key, bytes: item.bytes))
    }
    directory.apply(items, at: state.position)
  }

  /// Erases payloads, and gives the next position to that.
  ///
  /// Chains and verdicts stand: the hashes stay.
  func erase(_ changes: [ChangeID]) throws {
    try append(.erasure(changes), movesHands: false)
    try transaction.erase(changes, at: state.position)
  }

  /// Puts the row of a request that was made anew in the place of the former one.
  func replaceRow(_ row: RequestRow) throws {
    live[row.id] = nil
    try transaction.put(row)
  }

  /// Enrols a device again under the id that it had: its enrolment is lost.
  func enrolAgain(_ sender: BundleSender, tokenHash: Fingerprint) throws -> ReplicaRecord {
    let id = sender.replica
    if try replica(id) == nil {
      try transaction.insert(
        .returning(id, owner: sender.person, of: state.id, at: now), tokenHash: nil)
      state.lastReplica = max(state.lastReplica, id)
    }
    try transaction.rekey(id, verifyingKey: sender.verifyingKey, tokenHash: tokenHash)
    try update(id) { $0.verifyingKey = sender.verifyingKey }
    guard let record = try replica(id) else { throw LedgerError.unknownReplica(id.description) }
    return record
  }

  /// Enrols a device whose id was given a second time, to somebody else: it says what it has again
  /// under an id that it asks for next.
  func enrolUnderAnotherID(
    _ sender: BundleSender, tokenHash: Fingerprint
  ) throws -> ReplicaRecord {
    let id = try enrol(
      { [state, now] id in
        var record = ReplicaRecord.returning(id, owner: sender.person, of: state.id, at: now)
        record.verifyingKey = sender.verifyingKey
        return record
      }, tokenHash: tokenHash)
    guard let record = try replica(id) else { throw LedgerError.unknownReplica(id.description) }
    return record
  }

  /// Gives the next replica id.
  func enrol(_ record: (ReplicaID) -> ReplicaRecord, tokenHash: Fingerprint?) throws -> ReplicaID {
    var (next, overflows) = state.lastReplica.rawValue.addingReportingOverflow(1)
    // Those are the server's own.
    if next % ReplicaID.serverStride == 0 { (next, overflows) = next.addingReportingOverflow(1) }
    guard !overflows else { throw LedgerError.damaged("replica ids are used up") }
    state.lastReplica = ReplicaID(rawValue: next)
    let replica = record(state.lastReplica)
    try transaction.insert(replica, tokenHash: tokenHash)
    return replica.id
  }
}

extension AppendSession {
  /// Gives the next position to a change, with its verdict.
  func record(
    _ change: Change, hash: Fingerprint, _ verdict: Verdict, receivedAt: Int64
  ) throws {
    let position = state.position.next
    state.position = position
    state.link = LedgerChain.link(after: state.link, hash: hash, outcome: verdict.outcome)
    try transaction.insert(
      EntryRow(
        entry: LedgerEntry(
          position: position, change: change, verdict: verdict, receivedAt: receivedAt),
        hash: hash, link: state.link, recordedAt: now))
    try update(change.id.replica) { replica in
      replica.lastSequence = max(replica.lastSequence, change.id.sequence)
      replica.claimed = max(replica.claimed, change.header.acknowledged)
    }
    try project(change, verdict, receivedAt: receivedAt)
  }

  /// Brings the request's row and audience up to the entry just appended.
  private func project(
    _ change: Change, _ verdict: Verdict, receivedAt: Int64
  ) throws {
    let request = change.header.request
    let position = state.position
    if case .create(let creation) = change.header.body {
      guard verdict.outcome.counts, let lifecycle = directory.lifecycle(creation.lifecycle) else {
        return
      }
      live[request] = LiveRequest(
        change, lifecycle: lifecycle, position: position, receivedAt: receivedAt)
    } else {
      guard live[request] != nil else { return }
      live[request]?.append(
        change, verdict: verdict, position: position, receivedAt: receivedAt)
    }
    touched.insert(request)
    try noteEnd(of: request, receivedAt: receivedAt)
    guard verdict.outcome.counts else { return }
    if change.header.movesAudience { try regrant(request) }
    if let row = AttachmentRow(change, position: position, receivedAt: receivedAt) {
      try transaction.insert(row)
    }
    guard let current = live[request] else { return }
    try queueNotices(of: change, verdict, on: current, receivedAt: receivedAt)
  }

  /// Notes when a request ended, and what is said on it later.
  private func noteEnd(of request: RequestID, receivedAt: Int64) throws {
    guard live[request]?.row.isFinal == true else { return }
    try transaction.noteClosing(
      Closing(
        request: request, position: state.position, time: receivedAt, lastWord: state.position))
    try transaction.noteWord(on: request, at: state.position)
  }

  /// Ends and opens grants, so that those open are those that the request's standing gives.
  func regrant(_ request: RequestID) throws {
    guard let current = live[request] else { return }
    let wanted = current.holders(hands: directory.responsibleTeam)
    for holder in current.holders where !wanted.contains(holder) {
      try transaction.close(request, holder, at: state.position)
    }
    for holder in wanted where !current.holders.contains(holder) {
      try transaction.insert(Grant(request: request, holder: holder, since: state.position))
    }
    live[request]?.holders = wanted
  }
}

extension Header {
  /// Whether a change of this kind can change who may see its request.
  fileprivate var movesAudience: Bool {
    switch body {
    case .create, .transition, .contact: true
    case .comment, .edit, .attachment, .void, .other: false
    }
  }
}
