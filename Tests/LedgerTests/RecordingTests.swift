import EscaleCore
import Ledger
import Testing

@Suite struct RecordingTests {
  private let texts: [FieldKey: String] = [
    .title: "INC0000045", .description: "Importé.", .service: "wifi",
  ]

  @Test func `a batch creates a request and moves it, in one transaction`() async throws {
    let desk = try await Desk()
    let claire = try await desk.person("claire")
    let amelie = try await desk.person("amelie")
    let team = try await desk.team("NET")
    let amelieTeam = try await desk.team("PROX")
    let recorded = try await desk.ledger.record([
      ServerDraft(
        .create(
          requester: claire, team: team, lifecycle: Lifecycle.lorraine.nameAndVersion),
        on: .new, author: claire, authoredAt: 1_000, receivedAt: 1_000, fields: texts),
      ServerDraft(
        .transition(.transfer, team: amelieTeam), on: .draft(0),
        author: try await desk.person("chloe"), authoredAt: 2_000, receivedAt: 2_000,
        text: "Pas nous."),
      ServerDraft(
        .transition(.assign, agent: amelie), on: .draft(0), author: amelie, authoredAt: 3_000,
        receivedAt: 3_000),
      ServerDraft(
        .comment(isPrivate: true), on: .draft(0), author: amelie, authoredAt: 3_500, text: "Note."),
      ServerDraft(
        .transition(.resolve), on: .draft(0), author: amelie, authoredAt: 4_000,
        receivedAt: 4_000, text: "Réparé."),
    ])
    #expect(recorded.map(\.verdict) == Array(repeating: .applied, count: 5))
    let row = try #require(try await desk.ledger.request(recorded[0].id))
    #expect(row.state == .resolved)
    #expect(row.agent == amelie)
    #expect(row.since == 4_000)
    #expect(try await desk.ledger.verify().problems == [])
  }

  @Test func `a draft on something that no draft created is refused with all others`() async throws
  {
    let desk = try await Desk()
    let draft = ServerDraft(
      .comment(isPrivate: false), on: .draft(3), author: .system, authoredAt: 0, text: "?")
    await #expect(throws: LedgerError.unknownDraft(3)) { try await desk.ledger.record([draft]) }
    #expect(try await desk.ledger.counts().entries == 0)
  }

  @Test func `what was imported long ago keeps nobody offline`() async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    _ = try await desk.ledger.record([
      ServerDraft(
        .create(
          requester: agents[0].person, team: nil,
          lifecycle: Lifecycle.lorraine.nameAndVersion), on: .new, author: agents[0].person,
        authoredAt: 1_000, receivedAt: 1_000, fields: texts)
    ])
    let comment = agents[0].comment("Ici.", on: request)
    try await agents[0].sync()
    #expect(agents[0].verdicts[comment] == .applied)
  }
}
