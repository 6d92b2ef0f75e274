import Simulation

/// A plan and what came of it, for people: a file that `escale-sim replay` reads.
enum Report {
  /// How to repeat a seed that fails, and as few of its events as fail in the same way.
  static func show(failing plan: SimulationPlan, minimise: Bool) async throws {
    let command = "escale-sim \(plan.level.rawValue) --seed \(plan.seed)"
    print("seed \(plan.seed): again by `\(command) --steps \(plan.events.count)`")
    guard minimise else { return }
    let least = try await plan.minimised()
    print("# \(least.events.count) of its \(plan.events.count) events are enough:")
    _ = try await show(least)
  }

  /// What came of a plan, its story, and its events.
  static func show(_ plan: SimulationPlan) async throws -> SimulationResult {
    let result = try await plan.run()
    for finding in result.findings.prefix(12) { print("# \(finding)") }
    print("#")
    for line in result.story { print("# \(line)") }
    print(plan.text)
    return result
  }
}
