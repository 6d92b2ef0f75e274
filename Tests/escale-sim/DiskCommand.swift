import ArgumentParser
import Simulation

/// Whole desks on real SQLite, over failing disks and a bad network.
struct DiskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disk", abstract: "The real stores, on SQLite over failing disks.")

  @OptionGroup var seeds: SeedOptions

  func run() async throws { try await seeds.run(at: .disk) }
}
