import Simulation
import Testing

/// Many people, a bad network, then a good one: everything must come level.
struct ConvergenceTests {
  @Test(arguments: 0..<6 as Range<UInt64>, ["lorraine", "servicedesk"])
  func `after faults and two rounds everything is level and nothing is lost`(
    seed: UInt64, lifecycle: String
  ) async throws {
    let desk = try await SimulatedDesk(seed: seed, lifecycle: lifecycle)
    try await desk.live(steps: 150)
    try await desk.settle()
    let findings = try await desk.findings()
    #expect(findings == [], "seed \(seed)")
    #expect(desk.made.count > 20, "seed \(seed)")
  }

  @Test(arguments: 100..<104 as Range<UInt64>)
  func `a copied replica goes on under a new id, with all its work`(seed: UInt64) async throws {
    let desk = try await SimulatedDesk(seed: seed)
    try await desk.live(steps: 40)
    try desk.copyDevice(0)
    try await desk.live(steps: 80)
    try await desk.settle()
    let findings = try await desk.findings()
    #expect(findings == [], "seed \(seed)")
    let last = desk.devices.count - 1
    #expect(try desk.devices[0].id() != desk.devices[last].id(), "seed \(seed)")
  }
}
