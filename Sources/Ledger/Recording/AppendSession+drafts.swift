import EscaleCore
import Seals

extension AppendSession {
  /// Makes and appends the changes of a batch, in order.
  ///
  /// - Throws: ``LedgerError/unknownDraft(_:)`` where one names a draft that creates nothing
  ///   before it.
  func record(
    _ drafts: [ServerDraft], randomBytes: (Int) -> [UInt8]
  ) throws -> [RecordedDraft] {
    var recorded: [RecordedDraft] = []
    recorded.reserveCapacity(drafts.count)
    for draft in drafts {
      let request = try request(of: draft, after: recorded)
      recorded.append(try record(draft, on: request, nonce: randomBytes(Payload.nonceByteCount)))
    }
    return recorded
  }

  private func request(
    of draft: ServerDraft, after recorded: [RecordedDraft]
  ) throws -> RequestID? {
    switch draft.target {
    case .new: return nil
    case .request(let id): return id
    case .draft(let index):
      guard recorded.indices.contains(index) else { throw LedgerError.unknownDraft(index) }
      return recorded[index].request
    }
  }

  private func record(
    _ draft: ServerDraft, on request: RequestID?, nonce: [UInt8]
  ) throws -> RecordedDraft {
    let live = try request.flatMap { try liveRequest($0) }
    let header = try header(
      on: request, live, author: draft.author, authoredAt: draft.authoredAt,
      body: draft.headerBody(on: live))
    let payload = Payload(
      nonce: nonce, text: draft.text, fields: draft.fields, attachment: draft.body.attachment)
    return try record(Change(header: header, payload: payload), receivedAt: draft.receivedAt)
  }

  /// Says again, on the server's own replica, what a quarantined change wanted.
  func record(
    _ original: Header, _ payload: Payload, on request: RequestID?, nonce: [UInt8]
  ) throws -> RecordedDraft {
    let live = try request.flatMap { try liveRequest($0) }
    var body = original.body
    if case .transition(var step) = body, let live {
      step.base = live.row.effective
      body = .transition(step)
    }
    var header = try header(
      on: request, live, author: original.author, authoredAt: original.authoredAt, body: body)
    header.adopts = original.id
    if original.kind == .create { header.reissues = original.id }
    var payload = payload
    payload.nonce = nonce
    return try record(Change(header: header, payload: payload), receivedAt: nil)
  }

  /// The header of the next change of the server's own replica.
  private func header(
    on request: RequestID?, _ live: LiveRequest?, author: PersonNumber, authoredAt: Int64,
    body: Header.Body
  ) throws -> Header {
    guard let own = try replica(state.serverReplica) else {
      throw LedgerError.damaged("server replica")
    }
    let id = ChangeID(replica: own.id, sequence: own.lastSequence + 1)
    return Header(
      id: id, request: request ?? id, context: live?.row.context ?? Context(), author: author,
      authoredAt: authoredAt, acknowledged: state.position, body: body)
  }

  private func record(_ change: Change, receivedAt: Int64?) throws -> RecordedDraft {
    let (id, header) = (change.id, change.header)
    let hashes = ChangeHashes(change)
    guard
      case .decided(let position, let verdict, _) = try append(
        change, hash: hashes.whole, receivedAt: receivedAt ?? now)
    else { throw LedgerError.damaged("request \(header.request)") }
    try update(id.replica) { replica in
      replica.contiguousSequence = id.sequence
      replica.link = ReplicaChain.link(after: replica.link, hashes)
    }
    return RecordedDraft(
      id: id, request: header.request, position: position, verdict: verdict)
  }
}

extension ServerDraft.Body {
  fileprivate var attachment: Attachment? {
    if case .attachment(let attachment) = self { attachment } else { nil }
  }
}

extension ServerDraft {
  fileprivate func headerBody(on live: LiveRequest?) -> Header.Body {
    switch body {
    case .create(let requester, let team, let lifecycle):
      .create(Creation(requester: requester, team: team, lifecycle: lifecycle))
    case .transition(let verb, let team, let agent, let date):
      .transition(
        TransitionStep(
          verb: verb, base: live?.row.effective ?? ChangeID(replica: .server, sequence: 1),
          team: team, agent: agent, date: date))
    case .comment(let isPrivate): .comment(Comment(isPrivate: isPrivate))
    case .edit: .edit(Edit(keys: fields.keys.sorted()))
    case .contact(let person, let removes):
      .contact(ContactChange(person: person, removes: removes))
    case .attachment: .attachment
    }
  }
}
