import Simulation
import Testing

/// Whole desks on real SQLite, over failing disks and a bad network.
struct ConvergenceTests {
  @Test(arguments: 1...24 as ClosedRange<UInt64>)
  func `after all faults and two rounds everything is level and nothing is lost`(
    seed: UInt64
  ) async throws {
    let result = try await SimulatedWorld.run(SimulationPlan(seed: seed, steps: 100))
    #expect(result.findings == [], "seed \(seed)")
  }

  @Test(arguments: Regression.all)
  func `what once went wrong stays right`(regression: Regression) async throws {
    let result = try await regression.plan.run()
    #expect(result.findings == [], "\(regression.name)")
  }
}
