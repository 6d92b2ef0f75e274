import ArgumentParser
import Console
import EscaleCore
import Replica

/// `dispatch`: the triage team gives a request to the team it is for.
struct DispatchCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "dispatch", french: "Affecte à une équipe une demande qui n'en a pas.",
      english: "Give a request without a team to one.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var team: TeamOption
  @OptionGroup var message: MessageOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try context.move(request, .dispatch, message: .optional(message)) { command, replica in
      command.team = try replica.knownTeam(team.team).number
    }
  }
}
