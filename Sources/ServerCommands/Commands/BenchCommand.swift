import ArgumentParser
import Console
import EscaleCore
import Ledger

/// `bench`: what measurements need, hidden from help.
struct BenchCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    .command(
      "bench", french: "Pour les mesures.", english: "For measurements.",
      subcommands: [BenchFillCommand.self], isShown: false)
  }
}

/// `bench fill`: many requests, recorded on the server's own replica.
struct BenchFillCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "fill", french: "Crée les demandes d'un fichier.", english: "Create the requests of a file.")
  }

  /// How many requests are recorded in one transaction.
  private static let batchSize = 1_000

  @OptionGroup var global: ServerOptions

  @Argument(
    help: .words(
      french: "Des lignes JSON : title, description, reason, comment.",
      english: "Lines of JSON: title, description, reason, comment.", value: "file"))
  var file: String

  @Option(help: .words(french: "L'équipe.", english: "The team.", value: "code"))
  var team: String?

  @Option(help: .words(french: "L'agent.", english: "The agent.", value: "user"))
  var by: String?

  @Flag(help: .words(french: "Ne les affecte à personne.", english: "Assign them to nobody."))
  var open = false

  func run(in context: CommandContext) async throws {
    let team = try context.settings.required("team", team)
    let by = try context.settings.required("by", by)
    let lines = try FillLine.read(file)
    let count = try await context.withLedger { ledger in
      var desk = try FillDesk(try await ledger.directory(), team: team, by: by)
      desk.assigns = !open
      var count = 0
      for start in stride(from: 0, to: lines.count, by: Self.batchSize) {
        let batch = lines[start..<min(start + Self.batchSize, lines.count)]
        count += try await ledger.record(desk.drafts(batch, at: context.now.milliseconds)).count
      }
      return count
    }
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("requests", lines.count)
        writer.member("changes", count)
        writer.endObject()
      }
    }
    context.say(
      Words(french: "Modifications : \(count).", english: "Changes: \(count)."))
  }
}
