import ArgumentParser
import Console
import EscaleCore
import Replica

/// `take`: the user becomes the request's agent.
struct TakeCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "take", french: "Prend une demande en charge.", english: "Take a request oneself.")
  }

  @Argument(
    help: .words(
      french: "La référence ; sans elle, un terminal offre celles qui attendent.",
      english: "The reference; without it, a terminal offers those that wait.", value: "ref"))
  var ref: String?

  @OptionGroup var message: MessageOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    guard let ref = try ref ?? chosen(context) else {
      context.say(
        Words(
          french: "Aucune demande n'attend dans vos équipes.",
          english: "No request waits in your teams."))
      return .done
    }
    return try context.move(RequestArgument(ref), .assign, message: .optional(message)) {
      command, replica in
      command.agent = try replica.user
    }
  }

  private func chosen(_ context: CommandContext) throws -> String? {
    try WaitingChoice(context: context, replica: context.openReplica()).chosen()
  }
}
