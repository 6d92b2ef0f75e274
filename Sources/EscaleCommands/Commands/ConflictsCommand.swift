import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `conflicts`: where the merge decided otherwise than this replica had shown.
struct ConflictsCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "conflicts", french: "Là où la fusion a décidé autrement que cette réplique ne montrait.",
      english: "Where the merge decided otherwise than this replica had shown.")
  }

  @Option(
    parsing: .unconditional,
    help: .words(
      french: "N'en parle plus pour cette demande.", english: "Say no more about this request.",
      value: "ref"))
  var dismiss: String?

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica(dismiss == nil ? .reading : .writing)
    if let dismiss { _ = try replica.dismissConflicts(of: replica.reference(dismiss)) }
    let lines = try replica.conflicts()
    if context.isJSON {
      let directory = DirectoryNames(replica)
      context.writeJSON { $0.conflicts(lines, directory: directory, language: context.language) }
    } else if lines.isEmpty {
      context.say(Words(french: "Aucun conflit.", english: "No conflicts."))
    } else {
      let text = ConflictText(language: context.language, style: context.style)
      context.output.write(lines.map { text.line($0) }.joined())
    }
    return .done
  }
}
