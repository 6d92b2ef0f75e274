import ArgumentParser
import Console
import EscaleCore

/// `postpone`: the request waits for a date.
struct PostponeCommand: DeskCommand {
  static var configuration: CommandConfiguration {
    .command(
      "postpone", french: "Reporte une demande à une date, en disant pourquoi.",
      english: "Postpone a request until a date, saying why.")
  }

  @OptionGroup var request: RequestArgument

  @Option(
    parsing: .unconditional,
    help: .words(
      french: "La date : 2026-03-02, demain, lundi, +2s.",
      english: "The date: 2026-03-02, tomorrow, monday, +2w.", value: "date"))
  var until: String

  @OptionGroup var message: MessageOptions
  @OptionGroup var global: GlobalOptions

  func run(in context: CommandContext) async throws -> ExitStatus {
    let date = try LocalClock.parse(until, now: context.now)
    return try context.move(request, .postpone, message: .reason(message)) { command, _ in
      command.date = date.milliseconds
    }
  }
}
