import ArgumentParser

/// Simulates desks from seeds, and says what isn't as it must be.
@main
struct EscaleSim: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "escale-sim", abstract: "Simulates whole desks from seeds.",
    subcommands: [MemoryCommand.self, DiskCommand.self, CrashCommand.self, ReplayCommand.self])
}
