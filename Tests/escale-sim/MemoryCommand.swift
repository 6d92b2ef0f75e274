import ArgumentParser
import Simulation

/// Whole desks without disks: the core, the protocol and the ledger's decisions.
struct MemoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memory", abstract: "The core and the protocol, on stores in memory.")

  @OptionGroup var seeds: SeedOptions

  func run() async throws { try await seeds.run(at: .memory) }
}
