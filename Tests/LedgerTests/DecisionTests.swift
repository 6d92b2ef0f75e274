import EscaleCore
import Ledger
import Testing

@Suite struct DecisionTests {
  @Test func `a creation that names another team than the catalogue is denied`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let request = try await claire.create("wifi", team: "NET")
    try await claire.sync()
    #expect(claire.verdicts[request]?.code == .wrongTeam)
    #expect(try await desk.ledger.request(request) == nil)
  }

  @Test(arguments: ["", "  \n"])
  func `a creation without a title is denied`(title: String) async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let request = try await claire.create(title: title)
    try await claire.sync()
    #expect(claire.verdicts[request]?.code == .needsMore)
  }

  @Test func `a creation without what the service's form needs is denied`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let bare = try await claire.create("vpn", team: "NET")
    let full = try await claire.create("vpn", team: "NET", more: [.form("site"): "Nancy"])
    try await claire.sync()
    #expect(claire.verdicts[bare]?.code == .needsMore)
    #expect(claire.verdicts[full] == .applied)
  }

  @Test func `what rests on a denied creation is denied with it`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let request = try await claire.create(title: "")
    let comment = claire.comment("Alors ?", on: request)
    try await claire.sync()
    #expect(claire.verdicts[comment]?.code == .restsOnRefused)
  }

  @Test func `whoever syncs first, work done wins over a hold`() async throws {
    for order in [[0, 1], [1, 0]] {
      let (desk, request, agents) = try await assignedRequest()
      try agents[0].act(.resolve, on: request)
      try agents[1].act(.freeze, on: request)
      for index in order { try await agents[index].sync() }
      for agent in agents { try await agent.sync() }
      #expect(try await desk.ledger.request(request)?.state == .resolved)
      #expect(agents.allSatisfy { $0.history(of: request)?.standing.state == .resolved })
    }
  }

  @Test func `of two who take the same request the first in the ledger keeps it`() async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    for agent in agents { try agent.act(.assign, on: request, agent: agent.person) }
    let late = try #require(agents[0].own.last).id
    try await agents[1].sync()
    try await agents[0].sync()
    #expect(agents[0].verdicts[late]?.code == .tie)
    #expect(try await desk.ledger.request(request)?.agent == agents[1].person)
  }

  @Test func `an agent doesn't close`() async throws {
    let (_, request, agents) = try await assignedRequest()
    try agents[0].act(.resolve, on: request)
    let close = try agents[0].act(.close, on: request)
    try await agents[0].sync()
    #expect(agents[0].verdicts[close]?.code == .requesterOnly)
  }

  @Test func `a right withdrawn meanwhile quarantines, one never had denies`() async throws {
    let (desk, request, agents) = try await assignedRequest()
    let before = try agents[0].act(.freeze, on: request)
    try await desk.ledger.amendDirectory { draft in
      var person = try #require(draft.directory.person(named: "amelie"))
      person.teams = []
      person.roles = [.requester]
      draft.put(.person(person))
    }
    try await agents[0].sync()
    #expect(agents[0].verdicts[before]?.outcome == .quarantined)
  }

  @Test func `a claim beyond what the context shows is denied`() async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    try agents[0].act(.assign, on: request, agent: agents[0].person)
    try await agents[0].sync()
    let stale = Context([request])
    let head = try await desk.ledger.head().position
    let lie = agents[1].make(
      .transition(TransitionStep(verb: .assign, base: request, agent: agents[1].person)),
      on: request, acknowledged: head, context: stale)
    try await agents[1].sync()
    #expect(agents[1].verdicts[lie]?.code == .acknowledgementUnseen)
  }

  @Test func `a change behind its device's acknowledgement is denied`() async throws {
    let (_, request, agents) = try await dispatchedRequest()
    let stale = agents[1].make(
      .comment(Comment(isPrivate: false)), on: request, text: "Vu.", acknowledged: .start)
    try await agents[1].sync()
    #expect(agents[1].verdicts[stale]?.code == .acknowledgementFalls)
  }

  @Test func `whoever was away longer than policy allows is quarantined`() async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    let claire = try await desk.device(of: "claire")
    try await claire.create()
    try await claire.sync()
    let comment = agents[0].comment("Enfin de retour.", on: request)
    desk.clock.advance(days: 181)
    try await agents[0].sync()
    #expect(agents[0].verdicts[comment]?.code == .offlineTooLong)
  }

  @Test func `a request whose team is retired passes into the hands of triage`() async throws {
    let (desk, request, _) = try await dispatchedRequest()
    let tristan = try await desk.device(of: "tristan")
    try await tristan.sync()
    #expect(tristan.history(of: request) == nil)
    try await desk.ledger.amendDirectory { draft in
      var team = try #require(draft.directory.team(code: "PROX"))
      team.isRetired = true
      draft.put(.team(team))
    }
    try await tristan.sync()
    try tristan.act(.assign, on: request, agent: tristan.person)
    try await tristan.sync()
    #expect(try await desk.ledger.request(request)?.agent == tristan.person)
    #expect(try await desk.ledger.verify().problems == [])
  }
}

/// A request of Claire's in the hands of the team of two agents, whose devices know of it.
func dispatchedRequest() async throws -> (Desk, RequestID, [Device]) {
  let desk = try await Desk()
  let claire = try await desk.device(of: "claire")
  let request = try await claire.create()
  try await claire.sync()
  let agents = [try await desk.device(of: "amelie"), try await desk.device(of: "bruno")]
  for agent in agents { try await agent.sync() }
  return (desk, request, agents)
}

/// The same, taken up by the first agent.
func assignedRequest() async throws -> (Desk, RequestID, [Device]) {
  let (desk, request, agents) = try await dispatchedRequest()
  try agents[0].act(.assign, on: request, agent: agents[0].person)
  for agent in agents { try await agent.sync() }
  return (desk, request, agents)
}
