import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `sync`: one reconciliation with the server.
struct SyncCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "sync", french: "Se met d'accord avec le serveur.", english: "Reconcile with the server.")
  }

  @Flag(
    help: .words(
      french: "Dit ce qui serait envoyé, sans rien envoyer.",
      english: "Say what would be sent, send nothing."))
  var dryRun = false

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica(.writing)
    if dryRun { return try context.finishPreview(try replica.syncPreview(), of: replica) }
    let url = try ServerAddress.parse(try replica.identity().server)
    let open = try context.surroundings.connect(url, connection.settings(context))
    let report = try await open.use { try await replica.sync(over: $0) }
    return try context.finish(report, of: replica)
  }
}
