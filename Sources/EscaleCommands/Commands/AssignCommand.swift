import ArgumentParser
import Console
import EscaleCore
import Replica

/// `assign`: a colleague of the team becomes the request's agent.
struct AssignCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "assign", french: "Confie une demande à quelqu'un de l'équipe.",
      english: "Give a request to somebody of the team.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var agent: AgentOption
  @OptionGroup var message: MessageOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try context.move(request, .assign, message: .optional(message)) { command, replica in
      command.agent = try replica.knownPerson(agent.to).number
    }
  }
}
