import ArgumentParser
import Console
import EscaleCore

/// `ask`: the request waits for an answer of its requester.
struct AskCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "ask", french: "Pose une question au demandeur.",
      english: "Ask the requester something.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var message: MessageOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try context.move(request, .ask, message: .question(message))
  }
}
