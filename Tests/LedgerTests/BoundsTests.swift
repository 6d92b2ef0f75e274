import EscaleCore
import Ledger
import SyncProtocol
import Testing

/// As much as may come at once, one more than that, and what never gets better.
@Suite struct BoundsTests {
  /// So many comments of a device on a request of its own, each having seen the one before.
  private func comment(_ count: Int, by device: Device, on request: RequestID) {
    for _ in 0..<count {
      let last = ChangeID(replica: device.replica, sequence: UInt32(device.own.count))
      device.make(
        .comment(Comment(isPrivate: false)), on: request, text: "Toujours rien.",
        context: Context([last]))
    }
  }

  @Test func `ten thousand changes come in one push, and go out in one answer`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let amelie = try await desk.device(of: "amelie")
    let request = try await claire.create()
    comment(SyncRequest.changeLimit - 1, by: claire, on: request)
    let answer = try await claire.exchange()
    claire.apply(answer)
    #expect(answer.results.count == SyncRequest.changeLimit)
    #expect(claire.verdicts.values.allSatisfy { $0 == .applied })
    let given = try await amelie.exchange()
    #expect(given.entries.count == SyncRequest.changeLimit)
    #expect(!given.hasMore)
    #expect(try await desk.ledger.verify().problems == [])
  }

  @Test func `a request with a hundred thousand comments comes in and goes out`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let amelie = try await desk.device(of: "amelie")
    let request = try await claire.create()
    for _ in 0..<10 {
      comment(SyncRequest.changeLimit - 1, by: claire, on: request)
      claire.apply(try await claire.exchange())
    }
    #expect(claire.verdicts.values.allSatisfy { $0 == .applied })
    try await amelie.sync()
    #expect(amelie.changes(of: request).count == 10 * (SyncRequest.changeLimit - 1) + 1)
  }

  @Test func `one change more than that is refused, and nothing of it stays`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let request = try await claire.create()
    comment(SyncRequest.changeLimit, by: claire, on: request)
    let before = try await desk.ledger.head()
    await #expect(throws: Problem.self) { _ = try await claire.exchange() }
    #expect(try await desk.ledger.head() == before)
  }

  @Test func `what is missing for ever stands at the head and in nobody's way`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let nowhere = ChangeID(replica: claire.replica, sequence: 1)
    let other = try await desk.device(of: "amelie")
    let gone = ChangeID(replica: other.replica, sequence: 40)
    claire.make(
      .comment(Comment(isPrivate: false)), on: gone, text: "Perdu.", context: Context([gone]))
    for round in 1...5 {
      let request = try await claire.create()
      comment(20, by: claire, on: request)
      try await claire.sync()
      #expect(claire.verdicts.count == round * 21)
      #expect(claire.verdicts[nowhere] == nil)
    }
    #expect(claire.verdicts.values.allSatisfy { $0 == .applied })
    try await other.sync()
    #expect(Set(other.entries.values.map(\.change.header.request)).count == 5)
  }
}
