import EscaleCore
import ReplicaStore
import Seals

/// Records changes of this replica within one transaction: each is decided by the merge rule
/// first, linked into the chain, and shown at once.
struct Recorder {
  private let writer: StoreWriter
  private var identity: ReplicaIdentity
  private let surroundings: Surroundings

  init(_ writer: StoreWriter, surroundings: Surroundings) throws {
    self.writer = writer
    self.surroundings = surroundings
    identity = try writer.reader.identity()
  }

  var person: PersonNumber { identity.person }

  /// Records a creation.
  ///
  /// - Throws: ``CommandRefusal`` where the rule refuses it at once.
  mutating func create(_ draft: ChangeDraft, lifecycle: Lifecycle) throws -> RequestID {
    let id = try nextID()
    let header = header(id, of: id, context: Context(), draft)
    let payload = payload(draft)
    let question = DecisionCase(
      header: header, hash: .zero, lifecycle: lifecycle, enrolled: header.author,
      now: try writer.reader.facts(for: header),
      acknowledged: try writer.reader.facts(for: header))
    if let history = RequestHistory(header, lifecycle: lifecycle, position: nil) {
      try refuse(decide(question), header, on: history)
    }
    try record(Change(header: header, payload: payload))
    return id
  }

  /// Records a change of a request that the replica holds, and folds it on top.
  ///
  /// - Throws: ``CommandRefusal`` where the rule refuses it at once.
  mutating func add(_ draft: ChangeDraft, to fold: inout RequestFold) throws {
    let id = try nextID()
    let context = fold.context(namingOwnOf: id.replica)
    let header = header(id, of: fold.history.request, context: context, draft)
    let payload = payload(draft)
    let facts = try writer.reader.facts(for: header)
    let ruling = decide(fold.question(header, payload: payload, facts: facts))
    try refuse(ruling, header, on: fold.history)
    try record(Change(header: header, payload: payload))
    fold.append(header, payload: payload, as: ruling)
  }

  /// Writes back what the replica knows of itself, and the request as it stands now.
  mutating func finish(_ request: RequestID) throws -> RequestView {
    identity.lastUsed = request
    try writer.save(identity)
    guard let folded = try writer.reader.folded(request) else {
      throw ReplicaFault.unknownReference(request.description)
    }
    try writer.save(folded.fold)
    return folded.view
  }

  private func nextID() throws -> ChangeID {
    let (sequence, overflows) = identity.lastSequence.addingReportingOverflow(1)
    guard !overflows else { throw ReplicaFault.sequencesUsedUp }
    return ChangeID(replica: identity.replica, sequence: sequence)
  }

  private func header(
    _ id: ChangeID, of request: RequestID, context: Context, _ draft: ChangeDraft
  ) -> Header {
    Header(
      id: id, request: request, context: context, author: identity.person,
      authoredAt: surroundings.now(), acknowledged: identity.acknowledgement.position,
      body: draft.body)
  }

  private func payload(_ draft: ChangeDraft) -> Payload {
    Payload(
      nonce: surroundings.randomBytes(Payload.nonceByteCount), text: draft.text,
      fields: draft.fields, attachment: draft.attachment)
  }

  private func refuse(
    _ ruling: Ruling, _ header: Header, on history: RequestHistory
  ) throws {
    guard case .verdict(let verdict) = ruling, !verdict.outcome.counts else { return }
    // What this replica shows can't be dishonest: it doesn't know all that its verdicts rest on.
    if verdict.code?.isAboutHonesty == true {
      throw ReplicaFault.stillArriving(history.request)
    }
    throw CommandRefusal(verdict.code ?? .notConcerned, header.body, on: history)
  }

  private mutating func record(_ change: Change) throws {
    guard change.headerBytes.count <= Header.byteLimit else { throw ReplicaFault.changeTooLong }
    if case .present(let bytes) = change.payload, bytes.count > Payload.byteLimit {
      throw ReplicaFault.changeTooLong
    }
    identity.link = ReplicaChain.link(after: identity.link, change)
    identity.lastSequence = change.id.sequence
    try writer.insertOwn(change, link: identity.link)
  }
}
