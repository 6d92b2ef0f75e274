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
    try context.comment(on: request.ref, message, isPrivate: isPrivate)
  }
}

extension CommandContext {
  /// Comments on a request, and says so.
  func comment(
    on name: String, _ options: MessageOptions, isPrivate: Bool = false
  ) throws -> ExitStatus {
    let replica = try openReplica(.writing)
    let ref = try replica.reference(name)
    // Apart, and as the full screen names them: what was meant for agents isn't offered to all.
    let draft = "\(ref)-\(isPrivate ? "note" : "comment")"
    let message = try MessageWish.comment(options).message(self, draft: draft)
    let command = RequestCommand.comment(text: message?.text ?? "", isPrivate: isPrivate)
    let view = try saving(message) { try replica.perform(command, on: ref) }
    return try finish(
      view, replica,
      Words(french: "\(ref) : commentaire ajouté.", english: "\(ref): comment added."))
  }
}
