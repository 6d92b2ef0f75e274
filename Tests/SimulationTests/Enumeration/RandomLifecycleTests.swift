import EscaleCore
import Simulation
import Testing

/// The merge rule belongs to no lifecycle: what holds for the desk's holds for any that loads.
struct RandomLifecycleTests {
  private static let seeds: Range<UInt64> =
    EnumerationVolume.isExhaustive ? 0..<2_000 : 0..<24
  private static let transitionLimit = 3

  @Test func `every history of any lifecycle that loads ends as the model says`() async throws {
    var loaded = 0
    var total = EnumerationTally()
    for seed in Self.seeds {
      let file = Array(RandomLifecycle(seed: seed).text.utf8)
      guard (try? Lifecycle.parse(file)) != nil else { continue }
      loaded += 1
      let tally = await (try MergeEnumeration(file: file, transitionLimit: Self.transitionLimit))
        .run()
      #expect(tally.findingCount == 0, "seed \(seed): \(tally.findings.first ?? "")")
      total.add(tally)
    }
    print("enumerated \(loaded) random lifecycles: \(total.histories) histories")
    #expect(loaded * 4 > Self.seeds.count)
    #expect(total.depths.contains { $0.ties > 0 })
  }
}
