import EscaleCore
import Ledger
import Testing

@Suite struct TimerTests {
  @Test func `a resolved request closes after its delay, once`() async throws {
    let (desk, request, agents) = try await assignedRequest()
    desk.clock.advance(days: 10)
    try agents[0].act(.resolve, on: request)
    try await agents[0].sync()
    desk.clock.advance(days: 20)
    #expect(try await desk.ledger.runTimers().isEmpty)
    desk.clock.advance(days: 1)
    #expect(try await desk.ledger.timers(at: desk.clock.now).map(\.verb) == [.autoClose])
    #expect(try await desk.ledger.runTimers().map(\.verdict) == [.applied])
    #expect(try await desk.ledger.runTimers().isEmpty)
    #expect(try await desk.ledger.request(request)?.state == .closed)
    #expect(try await desk.ledger.verify().problems == [])
  }

  @Test func `a clock that was set holds what the server does by itself, until it is right again`()
    async throws
  {
    let (desk, request, agents) = try await assignedRequest()
    try agents[0].act(.resolve, on: request)
    try await agents[0].sync()
    desk.clock.set(daysAhead: 1)
    #expect(try await desk.ledger.runTimers().isEmpty)
    for days: Int64 in [11_000, 30, 2, -2, -11_000] {
      desk.clock.set(daysAhead: days)
      let jump = LedgerError.clockJumped(milliseconds: days * Timestamp.millisecondsPerDay)
      await #expect(throws: jump) { try await desk.ledger.runTimers() }
      await #expect(throws: jump) { try await desk.ledger.eraseExpired() }
      await #expect(throws: jump) { try await desk.ledger.collectBlobs() }
      await #expect(throws: jump) { try await desk.ledger.queueClosingSoon() }
    }
    #expect(try await desk.ledger.request(request)?.state == .resolved)
    desk.clock.set(daysAhead: 0)
    desk.clock.advance(days: 21)
    #expect(try await desk.ledger.runTimers().map(\.verdict) == [.applied])
    // Whoever starts the program anew takes the clock as it is.
    desk.clock.set(daysAhead: 30)
    #expect(try await desk.reopened().runTimers().isEmpty)
  }

  @Test func `a comment of the requester starts the wait for an answer anew`() async throws {
    let (desk, request, agents) = try await assignedRequest()
    let claire = try await desk.device(of: "claire")
    try agents[0].act(.ask, on: request)
    try await agents[0].sync()
    desk.clock.advance(days: 10)
    try await claire.sync()
    claire.comment("Je cherche.", on: request)
    try await claire.sync()
    desk.clock.advance(days: 10)
    #expect(try await desk.ledger.runTimers().isEmpty)
    desk.clock.advance(days: 4)
    #expect(try await desk.ledger.runTimers().count == 1)
    #expect(try await desk.ledger.request(request)?.state == .resolved)
  }

  @Test func `a postponed request resumes on its date and not before`() async throws {
    let (desk, request, agents) = try await assignedRequest()
    let date = desk.clock.now + 400 * Timestamp.millisecondsPerDay
    try agents[0].act(.postpone, on: request, date: date)
    try await agents[0].sync()
    desk.clock.advance(days: 399)
    #expect(try await desk.ledger.runTimers().isEmpty)
    desk.clock.advance(days: 1)
    _ = try await desk.ledger.runTimers()
    #expect(try await desk.ledger.request(request)?.state == .assigned)
  }

  @Test func `a request of which nothing is heard expires`() async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    desk.clock.advance(days: 365)
    let due = try await desk.ledger.timers(at: desk.clock.now)
    #expect(due.map(\.verb) == [.expire])
    _ = try await desk.ledger.runTimers()
    try await agents[0].sync()
    #expect(agents[0].history(of: request)?.standing.state == .resolved)
  }

  @Test func `an answer given offline beats the resolution for want of one`() async throws {
    let (desk, request, agents) = try await assignedRequest()
    let claire = try await desk.device(of: "claire")
    try agents[0].act(.ask, on: request)
    try await agents[0].sync()
    try await claire.sync()
    try claire.act(.answer, on: request)
    desk.clock.advance(days: 14)
    _ = try await desk.ledger.runTimers()
    try await claire.sync()
    #expect(try await desk.ledger.request(request)?.state == .assigned)
  }
}
