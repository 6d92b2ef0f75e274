import ArgumentParser
import Console
import EscaleCore
import Replica

/// `transfer`: another team gets the request.
struct TransferCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "transfer", french: "Réaffecte une demande à une autre équipe, en disant pourquoi.",
      english: "Hand a request over to another team, saying why.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var team: TeamOption
  @OptionGroup var message: MessageOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try context.move(request, .transfer, message: .reason(message)) { command, replica in
      command.team = try replica.knownTeam(team.team).number
    }
  }
}
