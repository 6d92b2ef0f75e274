import ArgumentParser
import Console
import EscaleCore
import Ledger

/// `team`: teams.
struct TeamCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    .command(
      "team", french: "Les équipes.", english: "The teams.", subcommands: [TeamAddCommand.self])
  }
}

/// `team add`: a team joins the directory.
struct TeamAddCommand: ServerCommand {
  static var configuration: CommandConfiguration {
    .command(
      "add", french: "Ajoute une équipe à l'annuaire.", english: "Add a team to the directory.")
  }

  @OptionGroup var global: ServerOptions

  @Argument(
    help: .words(french: "Le code : PROX-NANCY.", english: "The code: PROX-NANCY.", value: "code"))
  var code: String

  @Option(
    help: .words(french: "Le nom en français.", english: "The name in French.", value: "text"))
  var nameFr: String?

  @Option(
    help: .words(french: "Le nom en anglais.", english: "The name in English.", value: "text"))
  var nameEn: String?

  func run(in context: CommandContext) async throws {
    let french = try context.settings.text("name-fr", nameFr)
    let english = try context.settings.text("name-en", nameEn)
    let name = Words(
      french: french ?? english ?? code, english: english ?? french ?? code)
    let code = code
    _ = try await context.withLedger { ledger in
      try await ledger.amendDirectory { try $0.addTeam(code: code, name: name) }
    }
    if context.isJSON {
      context.writeJSON { writer in
        writer.beginObject()
        writer.member("team", code)
        writer.member("done", "added")
        writer.endObject()
      }
    }
    context.say(
      Words(
        french: "L'équipe \(code) est dans l'annuaire.",
        english: "The team \(code) is in the directory."))
  }
}
