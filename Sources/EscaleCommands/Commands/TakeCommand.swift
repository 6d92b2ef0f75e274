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

  @OptionGroup var request: RequestArgument
  @OptionGroup var message: MessageOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try context.move(request, .assign, message: .optional(message)) { command, replica in
      command.agent = try replica.user
    }
  }
}
