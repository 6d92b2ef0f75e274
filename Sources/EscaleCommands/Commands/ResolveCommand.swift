import ArgumentParser
import Console
import EscaleCore

/// `resolve`: the work is done.
struct ResolveCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "resolve", french: "Résout une demande, en disant comment.",
      english: "Resolve a request, saying how.")
  }

  @OptionGroup var request: RequestArgument
  @OptionGroup var message: MessageOptions
  @OptionGroup var solution: SolutionOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    try context.move(request, .resolve, message: .solution(message), after: solution.edits)
  }
}
