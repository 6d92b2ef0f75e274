import ArgumentParser
import Simulation

/// Which seeds are lived through, and what is told of them.
struct SeedOptions: ParsableArguments {
  @Option(help: "The first seed.") var seed: UInt64 = 1
  @Option(help: "How many seeds.") var seeds: UInt64 = 1
  @Option(help: "How many events a seed has; 200 in memory, 100 on disks.") var steps: Int?
  @Option(help: "After how many failing seeds to stop.") var failures = 1
  @Flag(help: "Prints what happens.") var story = false
  @Flag(help: "Prints a hash of each seed.") var trace = false
  @Flag(help: "Prints how often each situation came up.") var situations = false
  @Flag(inversion: .prefixedNo, help: "Cuts a failing seed down, and prints it as a file.")
  var minimise = true

  func validate() throws {
    guard seeds <= UInt64.max - seed else { throw ValidationError("There aren't so many seeds.") }
    guard steps ?? 0 >= 0 else { throw ValidationError("--steps is a number from 0 on.") }
  }

  func run(at level: SimulationLevel) async throws {
    let met = Situations()
    var (lived, failed) = (0, 0)
    let start = ContinuousClock.now
    for number in seed..<seed + seeds where failed < failures {
      let plan = SimulationPlan(seed: number, steps: steps ?? level.usualSteps, level: level)
      let result = try await plan.run(situations: met, tells: story)
      lived += 1
      if trace { print("\(number) \(result.digest)") }
      if story { for line in result.story { print("  \(line)") } }
      guard !result.findings.isEmpty else { continue }
      failed += 1
      for finding in result.findings.prefix(12) { print("seed \(number): \(finding)") }
      try await Report.show(failing: plan, minimise: minimise)
    }
    if situations { for met in met.sorted { print("\(met.count)\t\(met.situation)") } }
    print("\(level.rawValue): \(lived) seeds, \(failed) failed, \(ContinuousClock.now - start)")
    if failed > 0 { throw ExitCode(1) }
  }
}
