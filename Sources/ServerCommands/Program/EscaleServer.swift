import ArgumentParser
import Console
import EscaleCore

/// The server's program: the root of its commands.
struct EscaleServer: ParsableCommand {
  /// The version that `--version` tells.
  static let version = "0.1.0"

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "escale-server",
      abstract: Words(
        french: "Le serveur d'assistance : son registre, son annuaire, ses répliques.",
        english: "The helpdesk's server: its ledger, its directory, its replicas."
      ).forHelp,
      version: version, subcommands: commands)
  }

  private static let commands: [any ParsableCommand.Type] = [
    InitCommand.self, ServeCommand.self, DirectoryCommand.self, UserCommand.self,
    TeamCommand.self, InviteCommand.self, ReplicaCommand.self, TimersCommand.self,
    ImportCommand.self, QuarantineCommand.self,
    EraseCommand.self, VerifyCommand.self, StatsCommand.self,
    LifecycleCommand.self,
    BackupCommand.self, CompletionsCommand.self, BenchCommand.self,
  ]
}
