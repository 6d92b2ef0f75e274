import ArgumentParser
import Console
import EscaleCore
import Replica

/// `log`: the raw changes.
struct LogCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "log", french: "Les modifications telles quelles.", english: "The changes as they are.")
  }

  @Argument(
    help: .words(
      french: "La référence d'une demande ; sans elle, tout.",
      english: "The reference of a request; without it, everything.", value: "ref"))
  var ref: String?

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica()
    let changes = try replica.log(of: try ref.map { try replica.reference($0) })
    let directory = DirectoryNames(replica)
    if context.isJSON {
      LogView(changes: changes, directory: directory, moments: context.moments)
        .writeJSON(to: context.output)
    } else {
      let view = LogView(changes: changes, directory: directory, moments: context.moments)
      context.present(view.table(for: context.surface))
    }
    return .done
  }
}
