import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `undo`: withdraws the last change on a request, as long as it never left.
struct UndoCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "undo", french: "Retire votre dernière modification d'une demande, si elle n'est pas partie.",
      english: "Withdraw your last change on a request, if it hasn't left.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica(.writing)
    let undone = try replica.undo(try replica.reference(request.ref))
    let words = Words(
      french: "« \(undone.what.french) » (\(undone.change)) : retirée.",
      english: "“\(undone.what.english)” (\(undone.change)): withdrawn.")
    if let view = undone.view { return try context.finish(view, replica, words) }
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("ref", undone.change)
        writer.member("state", nil as String?)
        writer.endObject()
      }
    } else {
      context.say(words)
    }
    return .done
  }
}
