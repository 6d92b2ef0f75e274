import EscaleCore
import Seals
import SyncProtocol

/// A replica without a disk: the core's own rule and fold, and the protocol's own session and
/// messages, with as little around them as can be.
///
/// A value: a copy is a copied replica, or a backup.
struct MemoryReplica: Sendable {
  private(set) var id: ReplicaID
  let person: PersonNumber
  let ledger: LedgerID
  private(set) var token: String
  private(set) var directory = MemoryDirectory()
  private(set) var requests: [RequestID: MemoryRequest] = [:]
  /// Their references, ascending.
  private(set) var references: [RequestID] = []
  /// Its own changes from the first on that has no verdict, with the link after each.
  private var own: [(change: Change, link: Fingerprint)] = []
  private(set) var lastSequence: UInt32 = 0
  private var link: Fingerprint
  private var decidedSequence: UInt32 = 0
  private var decidedLink: Fingerprint
  private var acknowledgement = Acknowledgement(position: .start, ownLastSequence: 0)
  private var cursor = Cursor.start
  private var head: Head?

  init(_ answer: EnrolAnswer) {
    (id, person, ledger, token) = (answer.replica, answer.person, answer.ledger, answer.token)
    link = ReplicaChain.start(ledger: answer.ledger, replica: answer.replica)
    decidedLink = link
  }

  /// How many changes have no verdict.
  var pendingCount: Int { requests.values.reduce(0) { $0 + $1.pending.count } }

  var session: SyncSession {
    SyncSession(
      SyncSession.Standing(
        ledger: ledger, replica: id, acknowledgement: acknowledgement, cursor: cursor, head: head,
        decidedSequence: decidedSequence, lastSequence: lastSequence))
  }

  /// Whether a request may have come in part only.
  func isArriving(_ request: RequestID) -> Bool {
    guard let within = cursor.within else { return false }
    return within.request == request && within.entry < within.position
  }

  /// The acknowledgement that the last answer applied has left.
  var acknowledged: Acknowledgement { acknowledgement }
}

extension MemoryReplica {
  /// Records a change: decided by the merge rule first, linked into the chain, shown at once.
  ///
  /// - Returns: The change, or nil where the rule refuses it.
  mutating func record(
    _ draft: ChangeDraft, on request: RequestID?, now: Int64, nonce: [UInt8]
  ) -> Change? {
    let payload = Payload(nonce: nonce, text: draft.text, fields: draft.fields)
    guard let (header, ruling) = ruled(draft, payload, on: request, now: now),
      isAllowed(ruling)
    else { return nil }
    let change = Change(header: header, payload: payload)
    link = ReplicaChain.link(after: link, change)
    lastSequence = change.id.sequence
    own.append((change, link))
    hold(header.request)
    requests[header.request]?.wait(change, payload, as: ruling, directory)
    return change
  }

  /// The header of a change, and what the merge rule says of it; nil where there is no request.
  private func ruled(
    _ draft: ChangeDraft, _ payload: Payload, on request: RequestID?, now: Int64
  ) -> (Header, Ruling)? {
    let id = ChangeID(replica: id, sequence: lastSequence + 1)
    let fold = request.flatMap { requests[$0]?.shown }
    let header = Header(
      id: id, request: request ?? id, context: fold?.context(namingOwnOf: self.id) ?? Context(),
      author: person, authoredAt: now, acknowledged: acknowledgement.position, body: draft.body)
    return question(header, payload, fold).map { (header, decide($0)) }
  }

  /// Makes room for a request, where it isn't held yet.
  private mutating func hold(_ request: RequestID) {
    guard requests[request] == nil else { return }
    requests[request] = MemoryRequest()
    references.insert(request, at: references.firstIndex { $0 > request } ?? references.count)
  }

  /// As much of a replica as recording changes of one request alters.
  struct Mark {
    fileprivate let request: RequestID
    fileprivate let held: MemoryRequest?
    fileprivate let ownCount: Int
    fileprivate let lastSequence: UInt32
    fileprivate let link: Fingerprint
  }

  /// What ``takeBack(to:)`` needs to undo what will be recorded on a request, or on a new one.
  func mark(on request: RequestID?) -> Mark {
    let request = request ?? RequestID(replica: id, sequence: lastSequence + 1)
    return Mark(
      request: request, held: requests[request], ownCount: own.count, lastSequence: lastSequence,
      link: link)
  }

  /// Takes back what was recorded since a mark.
  mutating func takeBack(to mark: Mark) {
    own.removeSubrange(mark.ownCount...)
    (lastSequence, link) = (mark.lastSequence, mark.link)
    requests[mark.request] = mark.held
    if mark.held == nil { references.removeAll { $0 == mark.request } }
  }

  private func question(
    _ header: Header, _ payload: Payload, _ fold: RequestFold?
  ) -> DecisionCase? {
    let facts = directory.facts(for: header)
    if let fold { return fold.question(header, payload: payload, facts: facts) }
    guard case .create(let creation) = header.body else { return nil }
    return DecisionCase(
      header: header, hash: .zero, lifecycle: directory.lifecycles[creation.lifecycle],
      enrolled: person, now: facts, acknowledged: facts)
  }

  private func isAllowed(_ ruling: Ruling) -> Bool {
    guard case .verdict(let verdict) = ruling else { return true }
    return verdict.outcome.counts
  }
}

extension MemoryReplica {
  /// The next message of a session.
  func message(
    _ session: inout SyncSession, clock: Int64, signatures: SignatureScheme, key: SigningKey
  ) -> SyncRequest {
    guard let range = session.nextPush else {
      return session.request(changes: [], checkpoint: nil, clock: clock)
    }
    let pushed = own.filter { range.contains($0.change.id.sequence) }
    guard let last = pushed.last else {
      return session.request(changes: [], checkpoint: nil, clock: clock)
    }
    var checkpoint = Checkpoint(
      lastSequence: last.change.id.sequence, link: last.link, signature: [])
    let statement = checkpoint.statement(ledger: ledger, replica: id)
    checkpoint.signature = signatures.signature(key, Hash.sha256(statement)) ?? []
    return session.request(changes: pushed.map(\.change), checkpoint: checkpoint, clock: clock)
  }

  /// Applies an answer, as a real replica does.
  mutating func apply(_ answer: SyncAnswer) throws {
    try directory.take(answer.directory)
    var touched = Set(answer.renewed + answer.forgotten)
    for request in answer.renewed {
      requests[request]?.forget(departs: false)
    }
    for entry in answer.entries {
      let request = entry.change.header.request
      touched.insert(request)
      hold(request)
      requests[request]?.insert(entry)
    }
    for result in answer.results { settle(result, &touched) }
    for request in answer.forgotten {
      requests[request]?.forget(departs: true)
    }
    if !answer.directory.isEmpty {
      touched.formUnion(requests.filter { !$0.value.pending.isEmpty }.keys)
    }
    for request in touched { requests[request]?.refold(directory) }
    advance(answer)
  }

  private mutating func settle(_ result: PushResult, _ touched: inout Set<RequestID>) {
    let change = own.first { $0.change.id.sequence == result.sequence }?.change
    guard let request = change?.header.request else { return }
    touched.insert(request)
    requests[request]?.settle(result.sequence, of: id, result.ruling)
  }

  private mutating func advance(_ answer: SyncAnswer) {
    while let first = own.first,
      requests[first.change.header.request]?.pending.contains(where: { $0.id == first.change.id })
        != true
    {
      (decidedSequence, decidedLink) = (first.change.id.sequence, first.link)
      own.removeFirst()
    }
    (cursor, head) = (answer.cursor, answer.head)
    acknowledgement = Acknowledgement(
      position: max(answer.cursor.position, acknowledgement.position),
      ownLastSequence: lastSequence)
  }
}

extension MemoryReplica {
  /// What it asks when it has forked.
  func renewal(key: SigningKey) -> RenewRequest {
    RenewRequest(
      verifyingKey: key.verifyingKey.bytes, deviceName: "memory",
      pending: own.filter { isPending($0.change) }.map {
        .init(sequence: $0.change.id.sequence, hash: $0.change.hash)
      })
  }

  private func isPending(_ change: Change) -> Bool {
    requests[change.header.request]?.pending.contains { $0.id == change.id } == true
  }

  /// Goes on under a new id: what the ledger holds gets its verdict, the rest is said again.
  mutating func renew(_ answer: RenewAnswer) {
    var touched: Set<RequestID> = []
    for result in answer.held { settle(result, &touched) }
    let pending = own.map(\.change).filter(isPending)
    let former = id
    id = answer.enrolment.replica
    token = answer.enrolment.token
    (own, lastSequence, decidedSequence) = ([], 0, 0)
    link = ReplicaChain.start(ledger: ledger, replica: id)
    decidedLink = link
    acknowledgement = Acknowledgement(position: acknowledgement.position, ownLastSequence: 0)
    var ids: [ChangeID: ChangeID] = [:]
    for change in pending {
      let again = again(change, former: former, &ids)
      touched.formUnion([change.header.request, again.header.request])
      requests[change.header.request]?.removePending(change.id)
      link = ReplicaChain.link(after: link, again)
      own.append((again, link))
      hold(again.header.request)
      requests[again.header.request]?.wait(again)
    }
    for request in touched { requests[request]?.refold(directory) }
  }

  private mutating func again(
    _ change: Change, former: ReplicaID, _ ids: inout [ChangeID: ChangeID]
  ) -> Change {
    lastSequence += 1
    var header = change.header
    header.id = ChangeID(replica: id, sequence: lastSequence)
    header.reissues = change.id
    header.request = header.request == change.id ? header.id : ids[header.request] ?? header.request
    let seen = change.header.context[former]
    header.context = Context(change.header.context.entries.filter { $0.replica != former })
    let request = requests[header.request]?.changes.map(\.id) ?? []
    for (old, new) in ids where old.sequence <= seen && request.contains(new) {
      header.context.insert(new)
    }
    let kept = request.filter {
      $0.replica == former && $0.sequence <= seen && ids[$0] == nil
    }
    if let last = kept.max() { header.context.insert(last) }
    if case .transition(var step) = header.body {
      step.base = ids[step.base] ?? step.base
      header.body = .transition(step)
    }
    ids[change.id] = header.id
    return Change(header: header, headerBytes: header.bytes, payload: change.payload)
  }
}
