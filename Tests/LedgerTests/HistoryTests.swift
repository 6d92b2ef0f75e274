import EscaleCore
import Ledger
import SyncProtocol
import Testing

/// What a first sync leaves on the server.
@Suite struct HistoryTests {
  /// A request of claire's in the hands of PROX that was closed more than a year ago.
  private func desk() async throws -> (Desk, RequestID, Device) {
    let (desk, request, agents) = try await assignedRequest()
    try agents[0].act(.resolve, on: request)
    try await agents[0].sync()
    desk.clock.advance(days: 22)
    _ = try await desk.ledger.runTimers()
    for agent in agents { try await agent.sync() }
    desk.clock.advance(days: 366)
    return (desk, request, agents[0])
  }

  private func device(_ name: String, at desk: Desk) async throws -> Device {
    let device = try await desk.device(of: name)
    device.historyWish = .bounded
    try await device.sync()
    return device
  }

  @Test func `an old ended request stays until it is fetched, and is followed then`() async throws {
    let (desk, request, agent) = try await desk()
    let new = try await device("bruno", at: desk)
    #expect(new.entries.isEmpty)
    #expect(new.leavesHistory)
    #expect(try await new.fetch(request) == .here)
    #expect(new.history(of: request)?.standing.state == .closed)
    agent.comment("Encore un mot.", on: request)
    try await agent.sync()
    try await new.sync()
    #expect(new.changes(of: request).count == agent.changes(of: request).count)
  }

  @Test func `a word on one that stayed brings it whole`() async throws {
    let (desk, request, agent) = try await desk()
    let new = try await device("bruno", at: desk)
    agent.comment("Encore un mot.", on: request, isPrivate: true)
    try await agent.sync()
    try await new.sync(entryLimit: 1)
    #expect(new.changes(of: request).count == agent.changes(of: request).count)
  }

  @Test func `what a user may not see doesn't bring a request that stayed`() async throws {
    let (desk, request, agent) = try await desk()
    let claire = try await device("claire", at: desk)
    agent.comment("Entre nous.", on: request, isPrivate: true)
    try await agent.sync()
    try await claire.sync()
    #expect(claire.entries.isEmpty)
    agent.comment("Pour elle.", on: request)
    try await agent.sync()
    try await claire.sync()
    #expect(claire.changes(of: request).count == agent.changes(of: request).count - 1)
  }

  @Test func `a late closing from elsewhere doesn't make it younger`() async throws {
    let (desk, request, agents) = try await assignedRequest()
    let claire = try await desk.device(of: "claire")
    try agents[0].act(.resolve, on: request)
    try await agents[0].sync()
    try await claire.sync()
    try claire.act(.close, on: request)
    desk.clock.advance(days: 22)
    _ = try await desk.ledger.runTimers()
    desk.clock.advance(days: 100)
    try await claire.sync()
    #expect(claire.verdicts.values.contains { $0.outcome == .applied })
    desk.clock.advance(days: 300)
    #expect(try await device("bruno", at: desk).entries.isEmpty)
    #expect(try await desk.ledger.verify().problems == [])
  }

  @Test func `of what somebody may not see the answer is that of what isn't there`() async throws {
    let (desk, request, _) = try await desk()
    let chloe = try await device("chloe", at: desk)
    #expect(try await chloe.fetch(request) == .nothing)
    #expect(
      try await chloe.fetch(ChangeID(replica: ReplicaID(rawValue: 9), sequence: 9)) == .nothing)
    #expect(!chloe.leavesHistory)
  }

  @Test func `what came after the cursor is for a sync to bring`() async throws {
    let (desk, _, agent) = try await desk()
    let new = try await device("bruno", at: desk)
    let late = try await agent.create()
    try await agent.sync()
    #expect(try await new.fetch(late) == .later)
    try await new.sync()
    #expect(new.history(of: late) != nil)
  }

  @Test func `an administrator's replica holds everything`() async throws {
    let (desk, request, _) = try await desk()
    let ada = try await device("ada", at: desk)
    #expect(ada.history(of: request) != nil)
    #expect(!ada.leavesHistory)
  }

  @Test func `a horizon that the ledger doesn't reach is another history`() async throws {
    let (desk, _, _) = try await desk()
    let new = try await desk.device(of: "bruno")
    new.historyWish = .since(HistoryHorizon(position: Position(rawValue: 1 << 40), time: 0))
    await #expect(throws: LedgerError.self) {
      _ = try await desk.ledger.sync(new.request(), token: new.token)
    }
  }
}
