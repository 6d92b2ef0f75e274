import ArgumentParser
import Foundation
import Simulation

/// One world from a file of events.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "The events of a file, as they were kept.")

  @Argument(help: "A file of events.") var file: String

  func run() async throws {
    let text = try String(contentsOf: URL(filePath: file), encoding: .utf8)
    guard let plan = SimulationPlan(text: text) else {
      throw ValidationError("\(file) is no list of events.")
    }
    let result = try await Report.show(plan)
    if !result.findings.isEmpty { throw ExitCode(1) }
  }
}
