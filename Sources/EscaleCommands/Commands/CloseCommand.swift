import ArgumentParser
import Console
import EscaleCore

/// `close`: the requester or a contact agrees that it is done.
struct CloseCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "close", french: "Ferme une demande résolue (demandeur ou contact).",
      english: "Close a resolved request (requester or contact).")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var message: MessageOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try context.move(request, .close, message: .optional(message))
  }
}
