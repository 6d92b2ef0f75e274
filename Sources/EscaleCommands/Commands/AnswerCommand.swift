import ArgumentParser
import Console
import EscaleCore

/// `answer`: the requester or a contact answers the agent's question.
struct AnswerCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "answer", french: "Répond à la question de l'agent.",
      english: "Answer the agent's question.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var message: MessageOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try context.move(request, .answer, message: .answer(message))
  }
}
