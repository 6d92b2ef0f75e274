import EscaleCore
import Ledger
import Testing

/// A desk whose people all have addresses, and which says what happens.
private func tellingDesk() async throws -> Desk {
  let desk = try await Desk(mailing: true)
  try await desk.ledger.setQueuesNotices(true)
  return desk
}

extension Desk {
  /// Everything that waits to be told, taken: `event person` in alphabetical order.
  fileprivate func told(settling outcome: HandOver = .done) async throws -> [String] {
    var told: [String] = []
    while let notice = try await ledger.takeNotice() {
      told.append("\(notice.event.rawValue) \(notice.person.name)")
      try await ledger.settle(notice.id, as: outcome)
    }
    return told.sorted()
  }
}

@Suite struct NoticeTests {
  @Test func `everybody is told of what concerns him, and of nothing that he did`() async throws {
    let desk = try await tellingDesk()
    let claire = try await desk.device(of: "claire")
    let amelie = try await desk.device(of: "amelie")
    let request = try await claire.create()
    try await claire.sync()
    #expect(try await desk.told() == ["created amelie", "created bruno"])
    try await amelie.sync()
    try amelie.act(.assign, on: request, agent: amelie.person)
    try amelie.act(.ask, on: request)
    amelie.comment("Entre nous", on: request, isPrivate: true)
    try await amelie.sync()
    #expect(try await desk.told() == ["asked claire", "assigned claire"])
    try await claire.sync()
    try claire.act(.answer, on: request)
    let denis = try await desk.person("denis")
    claire.make(.contact(ContactChange(person: denis, removes: false)), on: request)
    try await claire.sync()
    #expect(try await desk.told() == ["answered amelie", "contact-added denis"])
    try await amelie.sync()
    try amelie.act(.resolve, on: request)
    try await amelie.sync()
    #expect(try await desk.told() == ["resolved claire", "resolved denis"])
    desk.clock.advance(days: 17)
    try await desk.ledger.queueClosingSoon()
    #expect(try await desk.told() == [])
    desk.clock.advance(days: 1)
    for _ in 0..<2 { try await desk.ledger.queueClosingSoon() }
    #expect(try await desk.told() == ["closing-soon claire", "closing-soon denis"])
    try await desk.ledger.queueClosingSoon()
    desk.clock.advance(days: 3)
    _ = try await desk.ledger.runTimers()
    #expect(try await desk.told() == ["closed amelie", "closed claire", "closed denis"])
  }

  @Test func `a desk that sends no mail queues nothing`() async throws {
    let desk = try await Desk(mailing: true)
    let claire = try await desk.device(of: "claire")
    try await claire.create()
    try await claire.sync()
    try await desk.ledger.setQueuesNotices(true)
    #expect(try await desk.told() == [])
  }

  @Test func `who sees a request no longer is told nothing of it`() async throws {
    let desk = try await tellingDesk()
    let claire = try await desk.device(of: "claire")
    try await claire.create()
    try await claire.sync()
    try await desk.ledger.amendDirectory { draft in
      guard var bruno = draft.directory.person(named: "bruno") else { return }
      bruno.teams = []
      draft.put(.person(bruno))
    }
    #expect(try await desk.told() == ["created amelie"])
  }

  @Test func `who chose otherwise is told what he chose`() async throws {
    let desk = try await tellingDesk()
    var choice = try await desk.ledger.noticeChoice(of: "bruno")
    choice.events = [.asked]
    try await desk.ledger.setNoticeChoice(choice)
    let claire = try await desk.device(of: "claire")
    try await claire.create()
    try await claire.sync()
    #expect(try await desk.told() == ["created amelie"])
    #expect(try await desk.reopened().noticeChoice(of: "bruno") == choice)
  }

  @Test func `what could not be handed over is tried again, later and later, for three days`()
    async throws
  {
    let desk = try await tellingDesk()
    try await desk.ledger.setNoticeChoice(
      NoticeChoice(person: try await desk.person("bruno"), events: []))
    let claire = try await desk.device(of: "claire")
    try await claire.create()
    try await claire.sync()
    var attempts = 0
    for _ in 0..<(4 * 24 * 60) {
      attempts += try await desk.told(settling: .postponed("exit 75")).count
      desk.clock.advance(milliseconds: 60_000)
    }
    #expect(attempts == 14)
    #expect(try await desk.ledger.noticeCounts() == [.failed: 1])
  }

  @Test func `what was taken and never settled isn't handed over twice`() async throws {
    let desk = try await tellingDesk()
    let claire = try await desk.device(of: "claire")
    try await claire.create()
    try await claire.sync()
    #expect(try await desk.ledger.takeNotice() != nil)
    let other = try await desk.reopened()
    #expect(try await other.takeNotice() != nil)
    desk.clock.advance(days: 1)
    #expect(try await other.takeNotice() == nil)
    #expect(try await other.noticeCounts() == [.unsure: 2])
  }

  @Test func `a link sets a password once, within the hour, and ends what went on`() async throws {
    let desk = try await tellingDesk()
    try await desk.ledger.setPassword("the former one", of: "claire")
    let visit = try await desk.ledger.signIn("claire", password: "the former one", client: "here")
    let first = try await desk.resetToken(of: "claire")
    let token = try await desk.resetToken(of: "claire")
    await #expect(throws: LedgerError.resetOver) {
      try await desk.ledger.resetPassword("a newer one", token: first)
    }
    try await desk.ledger.resetPassword("a newer one", token: token)
    #expect(try await desk.ledger.visit(visit.token) == nil)
    _ = try await desk.ledger.signIn("claire", password: "a newer one", client: "here")
    await #expect(throws: LedgerError.resetOver) {
      try await desk.ledger.resetPassword("yet another", token: token)
    }
    let late = try await desk.resetToken(of: "claire")
    desk.clock.advance(milliseconds: 3_600_000)
    await #expect(throws: LedgerError.resetOver) {
      try await desk.ledger.resetPassword("yet another", token: late)
    }
  }

  @Test func `links are few, and nobody learns whether there is an account`() async throws {
    let desk = try await tellingDesk()
    for _ in 0..<5 {
      try await desk.ledger.askForReset(of: "claire", client: "here")
      try await desk.ledger.askForReset(of: "nobody", client: "here")
    }
    #expect(try await desk.told() == [String](repeating: "password-reset claire", count: 3))
    for _ in 0..<5 { try await desk.ledger.askForReset(of: "nobody", client: "here") }
    await #expect(throws: LedgerError.self) {
      try await desk.ledger.askForReset(of: "nobody", client: "here")
    }
  }
}

extension Desk {
  fileprivate func resetToken(of name: String) async throws -> String {
    try await ledger.askForReset(of: name, client: "here")
    let notice = try #require(try await ledger.takeNotice())
    try await ledger.settle(notice.id, as: .done)
    guard case .passwordReset(let token) = notice.matter else { return "" }
    return token
  }
}
