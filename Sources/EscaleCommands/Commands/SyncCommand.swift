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

  @Flag(
    help: .words(
      french: "Récupère aussi les pièces jointes de toutes les demandes.",
      english: "Fetch the attachments of all requests as well."))
  var attachments = false

  @Flag(
    help: .words(
      french: "Reste en route, et synchronise dès qu'il y a du nouveau.",
      english: "Stay, and sync as soon as there is news."))
  var watch = false

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica(.writing)
    if dryRun { return try context.finishPreview(try replica.syncPreview(), of: replica) }
    if watch { return try await stay(replica, context) }
    return try await context.sync(
      replica, connection.settings(context), fetchesAll: attachments)
  }

  private func stay(
    _ replica: LocalReplica, _ context: CommandContext
  ) async throws -> ExitStatus {
    let url = try ServerAddress.parse(try replica.identity().server)
    let watch = SyncWatch(
      replica: replica, context: context,
      connect: { try context.surroundings.connect(url, connection.settings(context)) },
      exchange: { try await context.exchange(replica, fetchesAll: attachments).run(over: $0) })
    try await watch.run()
    return .done
  }
}
