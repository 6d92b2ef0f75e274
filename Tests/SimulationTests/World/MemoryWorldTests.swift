import Simulation
import Testing

/// Whole desks without disks: the core, the protocol and the ledger's decisions.
struct MemoryWorldTests {
  /// How many seeds one case of the test takes.
  private static let share: UInt64 = 25

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `after a bad network and two rounds everything is level and nothing is lost`(
    share: UInt64
  ) async throws {
    for seed in share * Self.share..<(share + 1) * Self.share {
      let plan = SimulationPlan(seed: seed, steps: 200, faults: SimulationPlan.faultsInMemory)
      let result = try await MemoryWorld.run(plan)
      #expect(result.findings == [], "seed \(seed)")
    }
  }
}
