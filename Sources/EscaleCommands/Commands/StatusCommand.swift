import ArgumentParser
import Console
import EscaleCore
import Replica

/// `status`: the replica, its server, and what waits.
struct StatusCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "status", french: "La réplique, son serveur, ce qui reste à synchroniser.",
      english: "The replica, its server, what waits to be synced.")
  }

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica()
    let status = try replica.status()
    let directory = DirectoryNames(replica)
    if context.isJSON {
      context.writeJSON { $0.status(status, directory: directory) }
    } else {
      let text = StatusText(
        status: status, path: context.replicaPath, directory: directory,
        moments: context.moments)
      context.output.write(text.sheet.text(context.style, width: context.width))
    }
    return .done
  }
}
