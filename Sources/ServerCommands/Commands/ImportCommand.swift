import ArgumentParser
import Console
import EscaleCore

/// `import`: history from elsewhere.
struct ImportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    .command(
      "import", french: "Reprend une histoire venue d'ailleurs.",
      english: "Load a history from elsewhere.", subcommands: [ImportIncidentsCommand.self])
  }
}

/// `import incidents`: loads an incident log.
struct ImportIncidentsCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "incidents", french: "Charge un journal d'incidents (CSV, ou .gz).",
      english: "Load an incident log (CSV, or .gz).")
  }

  @OptionGroup var global: ServerOptions

  @Argument(help: .words(french: "Le journal.", english: "The log.", value: "file"))
  var file: String

  @Option(
    help: .words(
      french: "Le cycle de vie des demandes.", english: "The lifecycle of the requests.",
      value: "name"))
  var lifecycle: String?

  func run(in context: CommandContext) async throws {
    let name = try context.settings.text("lifecycle", lifecycle)
    let progress = ImportProgress(
      context.surroundings.errorOutput, language: context.language, isQuiet: context.isQuiet)
    let report = try await context.withLedger { ledger in
      let load = IncidentImport(ledger: ledger, progress: progress, language: context.language)
      return try await load.load(file, lifecycle: name)
    }
    guard !context.isJSON else {
      return context.writeJSON { $0.report(report, language: context.language) }
    }
    for sentence in report.sentences() { context.say(sentence) }
    context.write(report.table(context.language))
  }
}
