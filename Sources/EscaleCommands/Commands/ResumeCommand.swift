import ArgumentParser
import Console
import EscaleCore

/// `resume`: work on the request goes on.
struct ResumeCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "resume", french: "Reprend une demande gelée, reportée ou en attente.",
      english: "Resume a request that is frozen, postponed or waiting.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var message: MessageOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try context.move(request, .resume, message: .optional(message))
  }
}
