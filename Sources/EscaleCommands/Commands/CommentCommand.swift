import ArgumentParser
import Console
import EscaleCore
import Replica
import ReplicaStore

/// `comment`: words on a request, for everybody concerned or for agents alone.
struct CommentCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "comment", french: "Commente une demande.", english: "Comment on a request.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var message: MessageOptions

  @Flag(
    name: .customLong("private"),
    help: .words(
      french: "Une note que seuls les agents voient.", english: "A note that only agents see."))
  var isPrivate = false

  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let replica = try context.openReplica(.writing)
    let ref = try replica.reference(request.ref)
    let wish = MessageWish.comment(message)
    let message = try wish.message(context, draft: "\(ref)-comment")
    let command = RequestCommand.comment(text: message?.text ?? "", isPrivate: isPrivate)
    let view = try context.saving(message) { try replica.perform(command, on: ref) }
    return try context.finish(
      view, replica,
      Words(french: "\(ref) : commentaire ajouté.", english: "\(ref): comment added."))
  }
}
