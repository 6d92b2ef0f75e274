import ArgumentParser
import Console
import EscaleCore

/// `reopen`: the requester or a contact says that it isn't done.
struct ReopenCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "reopen", french: "Rouvre une demande résolue, si son cycle de vie le permet.",
      english: "Reopen a resolved request, where its lifecycle lets one.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var message: MessageOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try context.move(request, .reopen, message: .optional(message))
  }
}
