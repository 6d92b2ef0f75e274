import ArgumentParser
import Console
import EscaleCore
import Replica

/// `reassign`: another colleague of the team becomes the request's agent.
struct ReassignCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "reassign", french: "Confie une demande déjà prise à quelqu'un d'autre.",
      english: "Give a request that is taken to somebody else.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var agent: AgentOption
  @OptionGroup var message: MessageOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try context.move(request, .reassign, message: .optional(message)) { command, replica in
      command.agent = try replica.knownPerson(agent.to).number
    }
  }
}
