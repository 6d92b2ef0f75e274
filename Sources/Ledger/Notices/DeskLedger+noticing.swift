import EscaleCore
import Seals

extension DeskLedger {
  /// What a queued notice tells its reader now; nil where it is no longer for him.
  func notice(
    _ row: NoticeRow, _ transaction: any LedgerTransaction, _ directory: DeskDirectory, now: Int64
  ) throws -> Notice? {
    guard let person = directory.person(row.person), person.isActive, !person.email.utf8.isEmpty
    else { return nil }
    let choice =
      try transaction.noticeChoice(of: row.person) ?? NoticeChoice(person: row.person)
    guard choice.wants(row.event),
      let matter = try matter(of: row, for: person, transaction, directory, now: now)
    else { return nil }
    return Notice(
      id: row.id, event: row.event, person: person, language: choice.language,
      queuedAt: row.queuedAt, ledger: id, matter: matter)
  }

  private func matter(
    of row: NoticeRow, for person: Person, _ transaction: any LedgerTransaction,
    _ directory: DeskDirectory, now: Int64
  ) throws -> Notice.Matter? {
    guard let request = row.request else {
      let token = Token.text(surroundings.randomBytes(Token.randomByteCount))
      try transaction.removeResets(of: person.number, expiredAt: now)
      try transaction.insertReset(
        Hash.sha256(Array(token.utf8)), of: person.number,
        expiresAt: now + PasswordReset.lifetimeMilliseconds)
      return .passwordReset(token: token)
    }
    guard
      let seen = try SeenRequest(request, for: person, in: transaction, directory: directory),
      let told = try NoticedRequest(
        row, seen, closesAt: closingTime(of: row, transaction, directory))
    else { return nil }
    return .request(told)
  }

  /// When a request will close by itself, where it is to be told; nil where it is over.
  private func closingTime(
    of row: NoticeRow, _ transaction: any LedgerTransaction, _ directory: DeskDirectory
  ) throws -> Int64? {
    guard row.event == .resolved || row.event == .closingSoon, let request = row.request,
      let current = try transaction.request(request),
      let lifecycle = directory.lifecycle(current.lifecycle)
    else { return nil }
    return current.closingTime(lifecycle, directory.policy)
  }
}

extension NoticedRequest {
  /// Nil where the entry isn't there for the reader, or what it told is over.
  fileprivate init?(_ row: NoticeRow, _ seen: SeenRequest, closesAt: Int64?) {
    let view = seen.view
    guard let entry = view.timeline.first(where: { $0.position == row.position }), !entry.isPrivate,
      row.event != .closingSoon || closesAt != nil
    else { return nil }
    func name(_ person: PersonNumber) -> String? { seen.directory.person(person)?.fullName }
    ref = view.ref
    position = row.position
    title = view[.title] ?? ""
    state = view.lifecycle.label(of: view.state)
    team = view.team.flatMap { seen.directory.team($0)?.name }
    agent = view.agent.flatMap(name)
    requester = name(view.requester) ?? ""
    isForRequester = seen.isRequester
    author = entry.author == .system ? nil : name(entry.author)
    isHandedOn = row.event == .created && entry.kind == .transition
    text = entry.kind == .create ? view[.description] : entry.text
    self.closesAt = closesAt
  }
}

extension DeskLedger {
  /// Queues, once each, that requests close by themselves soon.
  package func queueClosingSoon() async throws {
    try clockGuard.check()
    guard try await storage.read({ try $0.queuesNotices() }) else { return }
    var last: RequestID?
    repeat {
      let after = last
      let (soon, end) = try await closingSoon(after: after)
      last = end
      guard !soon.isEmpty else { continue }
      try await append { session in
        for id in soon {
          guard let live = try session.liveRequest(id),
            let position = try session.positionOfClosing(live)
          else { continue }
          try session.queue(
            .closingSoon, of: id, at: position, to: live.history.requesters, except: nil)
        }
      }
    } while last != nil
  }

  /// Those of a page of open requests whose people are still to be told.
  private func closingSoon(after: RequestID?) async throws -> ([RequestID], RequestID?) {
    let now = surroundings.clock.now
    return try await storage.read { [self] transaction in
      let directory = try directory(in: transaction, state: try state(in: transaction))
      let page = try transaction.openRequests(after: after, limit: NoticeLimits.page)
      let soon = try page.filter { row in
        guard directory.closesSoon(row, now: now),
          let brief = try transaction.brief(of: row.effective)
        else { return false }
        return try !transaction.hasNotice(of: row.id, .closingSoon, at: brief.position)
      }
      return (soon.map(\.id), page.last?.id)
    }
  }
}

extension AppendSession {
  /// The position of the entry after which a request closes by itself soon.
  fileprivate func positionOfClosing(_ live: LiveRequest) throws -> Position? {
    guard directory.closesSoon(live.row, now: now) else { return nil }
    return try transaction.brief(of: live.row.effective)?.position
  }
}

extension DeskDirectory {
  fileprivate func closesSoon(_ row: RequestRow, now: Int64) -> Bool {
    guard policy.closeAfterDays > NoticeLimits.closingSoonDays,
      let lifecycle = lifecycle(row.lifecycle), let due = row.closingTime(lifecycle, policy)
    else { return false }
    let soon = Timestamp(milliseconds: due).adding(days: -Int(NoticeLimits.closingSoonDays))
    return now >= soon.milliseconds && now < due
  }
}

extension RequestRow {
  /// When it closes by itself, nothing else happening; nil where it doesn't.
  func closingTime(_ lifecycle: Lifecycle, _ policy: Policy) -> Int64? {
    let closes = lifecycle.transitions(from: state).contains { $0.automatic == .closeAfter }
    guard closes else { return nil }
    return Timestamp(milliseconds: since).adding(days: Int(policy.closeAfterDays)).milliseconds
  }
}
