import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore
import SyncProtocol

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
    let url = try ServerAddress.parse(try replica.identity().server)
    let open = try context.surroundings.connect(url, connection.settings(context))
    let (report, failure) = try await open.use { try await exchange(replica, over: $0, context) }
    let status = try context.finish(report, of: replica)
    // What was synced is told all the same.
    if let failure { throw failure }
    return status
  }

  private func stay(
    _ replica: LocalReplica, _ context: CommandContext
  ) async throws -> ExitStatus {
    let url = try ServerAddress.parse(try replica.identity().server)
    let watch = SyncWatch(
      replica: replica, context: context,
      connect: { try context.surroundings.connect(url, connection.settings(context)) },
      exchange: { try await exchange(replica, over: $0, context) })
    try await watch.run()
    return .done
  }

  /// The changes first; then attachments, whose failing takes nothing of that back.
  private func exchange(
    _ replica: LocalReplica, over connection: any SyncConnection, _ context: CommandContext
  ) async throws -> (SyncReport, (any Error)?) {
    let bar = ProgressBar(context)
    defer { bar.end() }
    var report = try await replica.sync(over: connection, telling: bar.show)
    do {
      try await replica.exchangeBlobs(
        over: connection, fetchesAll: attachments, &report.attachments)
      return (report, nil)
    } catch {
      return (report, error)
    }
  }
}
