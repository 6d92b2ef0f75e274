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
      let plan = SimulationPlan(seed: seed, steps: 200, level: .memory)
      let result = try await MemoryWorld.run(plan)
      #expect(result.findings == [], "seed \(seed)")
    }
  }

  /// Seeds that once found something.
  ///
  /// - 14064: tiphaine dispatches to a team that is out of use, which her replica let her; it comes
  ///   back into use, and she leaves the triage. The model knew nothing of teams out of use.
  /// - 21619: lea hands over a request on which jules has noted something in private, and is
  ///   refused. From then on she sees it as the one who created it, without the note: what she said
  ///   next didn't name it, and was denied for that. 23818: the same, of maud.
  @Test(arguments: [14_064, 21_619, 23_818] as [UInt64])
  func `what once went wrong stays right`(seed: UInt64) async throws {
    let plan = SimulationPlan(seed: seed, steps: 200, level: .memory)
    let result = try await MemoryWorld.run(plan)
    #expect(result.findings == [], "seed \(seed)")
  }
}
