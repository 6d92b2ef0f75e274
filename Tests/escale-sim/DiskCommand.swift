import ArgumentParser
import Simulation

/// Whole desks on real SQLite, over failing disks and a bad network.
struct DiskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disk", abstract: "The real stores, on SQLite over failing disks.")

  @Option(help: "The first seed.") var seed: UInt64 = 1
  @Option(help: "How many seeds.") var seeds: UInt64 = 1
  @Option(help: "How many events a seed has.") var steps = 100
  @Option(help: "After how many failing seeds to stop.") var failures = 1
  @Flag(help: "Prints what happens.") var story = false
  @Flag(help: "Prints a hash of each seed.") var trace = false
  @Flag(help: "Prints how often each situation came up.") var situations = false
  @Flag(help: "Cuts a failing seed down, and prints it as a file.") var minimise = false

  func run() async throws {
    let met = Situations()
    var failed = 0
    let start = ContinuousClock.now
    for number in seed..<seed + seeds where failed < failures {
      let plan = SimulationPlan(seed: number, steps: steps)
      let result = try await SimulatedWorld.run(plan)
      met.add(result.situations)
      if trace { print("\(number) \(result.digest)") }
      if story { for line in result.story { print("  \(line)") } }
      guard !result.findings.isEmpty else { continue }
      failed += 1
      for finding in result.findings.prefix(12) { print("seed \(number): \(finding)") }
      if minimise { try await Report.show(plan.minimised()) }
    }
    if situations { for met in met.sorted { print("\(met.count)\t\(met.situation)") } }
    print("disk: \(seeds) seeds, \(failed) failed, \(ContinuousClock.now - start)")
    if failed > 0 { throw ExitCode(1) }
  }
}

/// A plan that fails, for people.
enum Report {
  static func show(_ plan: SimulationPlan) async throws {
    let result = try await SimulatedWorld.run(plan)
    for finding in result.findings.prefix(12) { print("# \(finding)") }
    print("#")
    for line in result.story { print("# \(line)") }
    print(plan.text)
  }
}
