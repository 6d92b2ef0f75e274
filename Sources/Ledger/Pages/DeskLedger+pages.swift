package import EscaleCore

extension DeskLedger {
  /// A request as somebody may see it.
  ///
  /// - Throws: ``PageFault/unknownRequest(_:)`` where there is none that he may see.
  package func seen(_ request: RequestID, by person: PersonNumber) async throws -> SeenRequest {
    try await storage.read { [self] transaction in
      let directory = try directory(in: transaction, state: try state(in: transaction))
      return try seen(request, by: person, in: transaction, directory)
    }
  }

  private func seen(
    _ request: RequestID, by person: PersonNumber, in transaction: any LedgerTransaction,
    _ directory: DeskDirectory
  ) throws -> SeenRequest {
    guard let person = directory.person(person), person.isActive,
      let seen = try SeenRequest(request, for: person, in: transaction, directory: directory)
    else { throw PageFault.unknownRequest(request) }
    return seen
  }

  /// Waits until somebody may see something else of a request than up to a position, for so long
  /// at most; the position of the last entry that he may see then.
  ///
  /// - Throws: ``PageFault/unknownRequest(_:)`` once he may not see it.
  package func news(
    of request: RequestID, for person: PersonNumber, beyond position: Position,
    atMost duration: Duration
  ) async throws -> Position? {
    let began = ContinuousClock.now
    while !Task.isCancelled {
      let head = try await head().position
      if let last = try await seen(request, by: person).lastPosition, last > position {
        return last
      }
      let left = duration - began.duration(to: .now)
      guard left > .zero else { return nil }
      await bell.wait(beyond: head, atMost: min(left, .seconds(1)))
    }
    return nil
  }
}

extension SeenRequest {
  /// The position of the last entry that is shown.
  package var lastPosition: Position? { view.timeline.last?.position }
}

extension DeskLedger {
  /// Does several things to a request for somebody who uses the server's pages, all or none.
  ///
  /// What he does is decided at once, on the request as it stands: nothing is recorded that
  /// wouldn't take effect. `seen` is the transition that held on his page; where another one holds
  /// by now, a transition is refused, so that nobody answers a question that he hasn't read. In the
  /// same way `seenValues` are the changes that had set the fields which his page showed: where one
  /// has another value by now, an edit of it is refused.
  ///
  /// - Throws: ``PageFault``, ``InputFault``, ``CommandRefusal``; then nothing has changed.
  package func act(
    _ commands: [RequestCommand], on request: RequestID, as person: PersonNumber,
    seen: ChangeID? = nil, seenValues: [FieldKey: ChangeID]? = nil
  ) async throws {
    let randomBytes = surroundings.randomBytes
    try await append { [self] session in
      for command in commands {
        let current = try self.seen(
          request, by: person, in: session.transaction, session.directory)
        if case .transition = command, let seen, seen != current.effective {
          throw PageFault.moved(
            request, to: current.view.lifecycle.label(of: current.view.state))
        }
        if case .edit(let values) = command, let seenValues {
          let clash = values.keys.sorted().lazy
            .compactMap { current.clash(on: $0, seenAs: seenValues[$0]) }.first
          if let clash { throw clash }
        }
        if case .attachment(let attachment) = command {
          try session.checkRoom(for: attachment, on: request)
        }
        let form = current.service.map { session.directory.form(of: $0) }
        let draft = try ChangeDraft(
          command, on: current.view.fold, now: session.now, form: form)
        try session.perform(
          draft, on: .request(request), as: person, randomBytes: randomBytes,
          history: current.view.history)
        try session.finish()
      }
    }
  }

  /// Creates a request for somebody who uses the server's pages, with its contacts and files.
  ///
  /// - Throws: ``InputFault``, ``CommandRefusal``, ``AttachmentRefusal``; then nothing has changed.
  package func create(_ wish: NewRequest, as person: PersonNumber) async throws -> RequestID {
    let randomBytes = surroundings.randomBytes
    return try await append { session in
      let directory = session.directory
      guard let author = directory.person(person), author.isActive,
        let service = directory.catalogue.node(code: wish.service.code), !service.isRetired,
        directory.catalogue.nodes(under: service).isEmpty
      else { throw PageFault.unknownService(wish.service.code) }
      var wish = wish
      wish.service = service
      let draft = try ChangeDraft(
        wish, author: person, team: directory.teamInUse(for: service, answers: wish.answers),
        lifecycle: directory.policy.lifecycle, form: directory.form(of: service))
      let request = try session.perform(
        draft, on: .new, as: person, randomBytes: randomBytes, history: nil)
      for contact in wish.contacts where contact != (wish.requester ?? person) {
        let change = ContactChange(person: contact, removes: false)
        try session.perform(
          ChangeDraft(body: .contact(change)), on: .request(request), as: person,
          randomBytes: randomBytes, history: nil)
      }
      for attachment in wish.attachments {
        try session.checkRoom(for: attachment, on: request)
        try session.perform(
          ChangeDraft(body: .attachment, attachment: attachment), on: .request(request),
          as: person, randomBytes: randomBytes, history: nil)
      }
      return request
    }
  }
}

extension DeskDirectory {
  /// The team that the catalogue gives a new request; nil where that is retired.
  fileprivate func teamInUse(
    for service: CatalogueNode, answers: [String: String]
  ) -> TeamNumber? {
    let team = catalogue.team(for: service, answers: answers) { self.team(code: $0)?.number }
    return team.flatMap { isInUse($0) ? $0 : nil }
  }

  /// The form of a service, with the teams and people that there are.
  package func form(of service: CatalogueNode) -> ServiceForm {
    let codes = teams.filter { !$0.isRetired }.map(\.code)
    return ServiceForm(
      fields: service.fields,
      teams: codes.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
      knows: { person(named: $0)?.isActive == true })
  }
}

extension AppendSession {
  /// - Throws: ``AttachmentRefusal`` where a request has no room for a file.
  fileprivate func checkRoom(for attachment: Attachment, on request: RequestID) throws {
    var allowance = AttachmentAllowance(directory.policy)
    for row in try transaction.attachments(of: request) {
      try? allowance.take(row.blob, byteCount: row.byteCount)
    }
    try allowance.take(attachment.blob, byteCount: attachment.byteCount)
  }

  /// Makes a change on the server's own replica that must take effect.
  ///
  /// - Throws: ``CommandRefusal`` where it wouldn't: the transaction is to be undone.
  @discardableResult
  func perform(
    _ draft: ChangeDraft, on target: ServerDraft.Target, as person: PersonNumber,
    randomBytes: (Int) -> [UInt8], history: RequestHistory?
  ) throws -> RequestID {
    guard let body = ServerDraft.Body(draft) else { throw LedgerError.unknownDraft(0) }
    let change = ServerDraft(
      body, on: target, author: person, authoredAt: now, text: draft.text, fields: draft.fields)
    let recorded = try record([change], randomBytes: randomBytes)
    guard let result = recorded.first else { throw LedgerError.unknownDraft(0) }
    if result.verdict != .applied {
      let code = result.verdict.code ?? .notConcerned
      guard let history else { throw PageFault.refused(code) }
      throw CommandRefusal(code, draft.body, on: history)
    }
    return result.request
  }
}

extension ServerDraft.Body {
  /// What the server's replica is to record; nil for what isn't made there.
  fileprivate init?(_ draft: ChangeDraft) {
    switch draft.body {
    case .create(let creation):
      self = .create(
        requester: creation.requester, team: creation.team, lifecycle: creation.lifecycle)
    case .transition(let step):
      self = .transition(step.verb, team: step.team, agent: step.agent, date: step.date)
    case .comment(let comment): self = .comment(isPrivate: comment.isPrivate)
    case .edit: self = .edit
    case .contact(let contact): self = .contact(contact.person, removes: contact.removes)
    case .attachment:
      guard let attachment = draft.attachment else { return nil }
      self = .attachment(attachment)
    case .void, .other: return nil
    }
  }
}
