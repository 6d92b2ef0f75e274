import ArgumentParser
import Console
import EscaleCore

/// `freeze`: nothing can be done about the request for now.
struct FreezeCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "freeze", french: "Gèle une demande, en disant pourquoi.",
      english: "Freeze a request, saying why.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var message: MessageOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try context.move(request, .freeze, message: .reason(message))
  }
}
