import ArgumentParser
import Simulation

/// A day at the desk, once for every write and sync at which a machine can fall.
struct CrashCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crash", abstract: "A scripted day, with a fall at every write and every sync.")

  @Option(help: "Only every so many-th write or sync.") var stride = 1
  @Option(help: "Random damages for each power cut.") var damages = 1
  @Option(help: "Which of the points to begin with, from 0.") var from = 0
  @Option(help: "After how many failures to stop.") var failures = 3

  func run() async throws {
    let operations = try await CrashScenario.operations()
    print("writes and syncs: server \(operations[0]), devices \(operations.dropFirst())")
    let points = CrashScenario.points(operations, stride: stride, damages: damages)
    var failed = 0
    let start = ContinuousClock.now
    for (index, point) in points.enumerated().dropFirst(from) where failed < failures {
      let findings = try await CrashScenario.findings(at: point)
      guard !findings.isEmpty else { continue }
      failed += 1
      for finding in findings.prefix(6) { print("\(index), \(point): \(finding)") }
    }
    print("crash: \(points.count) points, \(failed) failed, \(ContinuousClock.now - start)")
    if failed > 0 { throw ExitCode(1) }
  }
}
