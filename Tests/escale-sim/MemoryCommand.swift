import ArgumentParser
import Simulation

/// Whole desks without disks: the core, the protocol and the ledger's decisions.
struct MemoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory", abstract: "The core and the protocol, on stores in memory.")

  @Option(help: "The first seed.") var seed: UInt64 = 1
  @Option(help: "How many seeds.") var seeds: UInt64 = 1
  @Option(help: "How many events a seed has.") var steps = 200
  @Option(help: "After how many failing seeds to stop.") var failures = 1
  @Flag(help: "Prints what happens.") var story = false
  @Flag(help: "Prints a hash of each seed.") var trace = false
  @Flag(help: "Prints how often each situation came up.") var situations = false

  func run() async throws {
    let met = Situations()
    var failed = 0
    let start = ContinuousClock.now
    for number in seed..<seed + seeds where failed < failures {
      let plan = SimulationPlan(seed: number, steps: steps, faults: SimulationPlan.faultsInMemory)
      let result = try await MemoryWorld.run(plan, situations: met, tells: story)
      if trace { print("\(number) \(result.digest)") }
      for line in result.story { print("  \(line)") }
      guard !result.findings.isEmpty else { continue }
      failed += 1
      for finding in result.findings.prefix(12) { print("seed \(number): \(finding)") }
    }
    if situations { for met in met.sorted { print("\(met.count)\t\(met.situation)") } }
    print("memory: \(seeds) seeds, \(failed) failed, \(ContinuousClock.now - start)")
    if failed > 0 { throw ExitCode(1) }
  }
}
