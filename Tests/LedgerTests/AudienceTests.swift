import EscaleCore
import Ledger
import SyncProtocol
import Testing

@Suite struct AudienceTests {
  @Test func `a technician receives exactly the requests of his teams`() async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    let chloe = try await desk.device(of: "chloe")
    try await chloe.sync()
    #expect(agents.allSatisfy { $0.history(of: request) != nil })
    #expect(chloe.entries.isEmpty)
  }

  @Test func `syncing with nothing new takes one round trip and brings nothing`() async throws {
    let (_, _, agents) = try await dispatchedRequest()
    try await agents[0].sync()
    let answer = try await agents[0].exchange()
    #expect(answer.entries.isEmpty)
    #expect(answer.directory.isEmpty)
    #expect(!answer.hasMore)
  }

  @Test func `a private note never reaches the requester`() async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    agents[0].comment("Il n'éteint jamais rien.", on: request, isPrivate: true)
    agents[0].comment("Nous regardons.", on: request)
    try await agents[0].sync()
    let claire = try await desk.device(of: "claire")
    try await claire.sync()
    try await agents[1].sync()
    #expect(claire.changes(of: request).count == 2)
    #expect(agents[1].changes(of: request).count == 3)
  }

  @Test func `what was denied reaches its author's other device and no colleague`() async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    let other = try await desk.device(of: "amelie")
    let close = try agents[0].act(.close, on: request)
    for device in [agents[0], other, agents[1]] { try await device.sync() }
    #expect(other.changes(of: request).contains { $0.change.id == close })
    #expect(!agents[1].changes(of: request).contains { $0.change.id == close })
    let ada = try await desk.device(of: "ada")
    try await ada.sync()
    #expect(ada.changes(of: request).contains { $0.change.id == close })
  }

  @Test func `a sync cut short leaves nobody with his own request and not what others added`()
    async throws
  {
    let (desk, _, agents) = try await dispatchedRequest()
    let (amelie, chloe) = (agents[0], try await desk.device(of: "chloe"))
    try await chloe.sync()
    let request = try await chloe.create()
    _ = try await chloe.exchange()  // its answer is lost
    try await amelie.sync()
    let comment = amelie.comment("Nous regardons.", on: request)
    try await amelie.create(requester: chloe.person)
    try await amelie.sync()
    let transfer = try amelie.act(.transfer, on: request, team: try await desk.team("NET"))
    try await amelie.sync()
    #expect(amelie.verdicts[transfer] == .applied)
    let answer = try await chloe.exchange(entryLimit: 1)
    #expect(answer.hasMore)
    #expect(answer.forgotten == [request])
    chloe.apply(answer)
    try await chloe.sync(entryLimit: 1)
    #expect(Set(chloe.changes(of: request).map(\.change.id)) == [request, comment, transfer])
  }

  @Test func `a request that leaves brings what removed it, then is forgotten`() async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    let chloe = try await desk.device(of: "chloe")
    try await chloe.sync()
    let transfer = try agents[0].act(.transfer, on: request, team: try await desk.team("NET"))
    try await agents[0].sync()
    let answer = try await agents[1].exchange()
    #expect(answer.entries.map(\.change.id) == [transfer])
    #expect(answer.forgotten == [request])
    #expect(!answer.hasMore)
    try await chloe.sync()
    #expect(chloe.changes(of: request).map(\.change.id) == [request, transfer])
  }

  @Test func `a request that comes back comes whole`() async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    let chloe = try await desk.device(of: "chloe")
    try agents[0].act(.transfer, on: request, team: try await desk.team("NET"))
    try await agents[0].sync()
    try await agents[1].sync()
    try await chloe.sync()
    chloe.comment("Pas pour nous.", on: request)
    try chloe.act(.transfer, on: request, team: try await desk.team("PROX"))
    try await chloe.sync()
    try await agents[1].sync()
    #expect(agents[1].changes(of: request).count == 4)
  }

  @Test func `a member who joins a team receives its requests, one who leaves forgets them`()
    async throws
  {
    let (desk, request, agents) = try await dispatchedRequest()
    let chloe = try await desk.device(of: "chloe")
    try await chloe.sync()
    try await desk.setTeams(of: "chloe", ["NET", "PROX"])
    try await desk.setTeams(of: "bruno", [])
    try await chloe.sync()
    try await agents[1].sync()
    #expect(chloe.changes(of: request).count == 1)
    #expect(agents[1].changes(of: request).isEmpty)
  }

  @Test func `an agent who was only its requester receives private notes when he takes it`()
    async throws
  {
    let desk = try await Desk()
    let chloe = try await desk.device(of: "chloe")
    let amelie = try await desk.device(of: "amelie")
    let request = try await chloe.create()
    try await chloe.sync()
    try await amelie.sync()
    amelie.comment("Entre nous.", on: request, isPrivate: true)
    try await amelie.sync()
    try await chloe.sync()
    #expect(chloe.changes(of: request).count == 1)
    try amelie.act(.transfer, on: request, team: try await desk.team("NET"))
    try await amelie.sync()
    try await chloe.sync()
    #expect(chloe.changes(of: request).count == 3)
  }

  @Test func `whoever loses an agent's sight keeps the request without its private notes`()
    async throws
  {
    let desk = try await Desk()
    let amelie = try await desk.device(of: "amelie")
    let other = try await desk.device(of: "amelie")
    let request = try await amelie.create()
    amelie.comment("Entre nous.", on: request, isPrivate: true)
    amelie.comment("Pour tous.", on: request)
    try await amelie.sync()
    try await other.sync()
    #expect(other.changes(of: request).count == 3)
    try await desk.setTeams(of: "amelie", [])
    try await other.sync()
    #expect(other.changes(of: request).count == 2)
  }

  @Test func `a contact sees the request from then on, whole`() async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    let denis = try await desk.device(of: "denis")
    try await denis.sync()
    agents[0].make(
      .contact(ContactChange(person: denis.person, removes: false)), on: request)
    try await agents[0].sync()
    try await denis.sync()
    #expect(denis.changes(of: request).count == 2)
    agents[0].make(.contact(ContactChange(person: denis.person, removes: true)), on: request)
    try await agents[0].sync()
    try await denis.sync()
    #expect(denis.changes(of: request).isEmpty)
  }

  @Test func `the directory comes once, and again only what changed`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    try await claire.sync()
    let items = 15
    #expect(claire.directory.count == items)
    try await desk.setTeams(of: "bruno", ["NET"])
    let answer = try await claire.exchange()
    #expect(answer.directory.count == 1)
  }

  @Test func `a revoked device and a disabled account are turned away at once`() async throws {
    let (desk, _, agents) = try await dispatchedRequest()
    try await desk.ledger.revoke(agents[0].replica)
    try await desk.ledger.disable("bruno")
    for agent in agents {
      let error = await #expect(throws: LedgerError.self) {
        try await desk.ledger.sync(agent.request(), token: agent.token)
      }
      #expect(error == .revoked)
    }
    #expect(try await desk.ledger.verify().problems == [])
  }
}

extension Desk {
  func setTeams(of name: String, _ codes: [String]) async throws {
    try await ledger.amendDirectory { draft in
      var person = try #require(draft.directory.person(named: name))
      person.teams = try codes.map { try #require(draft.directory.team(code: $0)).number }
        .sorted()
      draft.put(.person(person))
    }
  }
}
