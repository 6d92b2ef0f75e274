import ArgumentParser
import Console

/// The options that every command of the server's program takes.
///
/// Source: CLI, "escale-server".
struct ServerOptions: ParsableArguments {
  @Option(
    help: .words(
      french: "Le dossier du registre (./escale-data).",
      english: "The folder of the ledger (./escale-data).", value: "dir"))
  var data: String?

  @Option(
    help: .words(
      french: "Un fichier JSON d'options.", english: "A JSON file of options.", value: "file"))
  var config: String?

  @Flag(help: .words(french: "Répond en JSON.", english: "Answer in JSON."))
  var json = false

  @Option(
    help: .words(
      french: "La langue.", english: "The language.", value: "fr|en"))
  var lang: LanguageName?

  @Option(
    help: .words(
      french: "Les couleurs.",
      english: "Colours.", value: "when"))
  var color: ColorChoice?

  @Flag(
    name: .shortAndLong,
    help: .words(french: "Ne dit que l'essentiel.", english: "Say only what matters."))
  var quiet = false

  @Flag(
    name: .shortAndLong, help: .words(french: "En dit davantage.", english: "Say more."))
  var verbose = false

  init() {}

  static let names = EarlyOptions.Names(
    flags: ["--json", "--quiet", "--verbose", "-q", "-v"],
    valued: ["--data", "--config", "--lang", "--color"])
}
