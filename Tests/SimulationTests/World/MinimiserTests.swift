import Simulation
import Testing

/// A failing list of events is cut down to what it takes.
struct MinimiserTests {
  @Test func `what isn't needed for a failure goes`() async throws {
    let events = (0..<100).map { SimulatedEvent(.act, machine: 1, seed: $0) }
    let needed: Set<UInt64> = [3, 41, 97]
    let minimiser = Minimiser { events in needed.isSubset(of: events.map(\.seed)) }
    #expect(try await minimiser.minimised(events).map(\.seed) == [3, 41, 97])
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `a plan is read from its file as it was written`(seed: UInt64) {
    for level in SimulationLevel.allCases {
      let plan = SimulationPlan(seed: seed, steps: 60, level: level)
      #expect(SimulationPlan(text: "# a story\n\n" + plan.text) == plan)
    }
  }

  @Test func `a file without a level is one on disks`() {
    #expect(SimulationPlan(text: "plan 7 lorraine lea,karim\n")?.level == .disk)
    #expect(SimulationPlan(text: "plan 7 lorraine lea,karim tape\n") == nil)
  }
}
