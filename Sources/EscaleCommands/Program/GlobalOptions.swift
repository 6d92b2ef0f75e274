import ArgumentParser
import Console
import EscaleCore

/// The options that every command takes.
///
/// Source: CLI, "Global".
struct GlobalOptions: ParsableArguments {
  @Option(
    help: .words(
      french: "Le fichier de la réplique.", english: "The file of the replica.", value: "path"))
  var replica: String?

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

  @Flag(help: .words(french: "Ne pose aucune question.", english: "Never ask anything."))
  var noInput = false

  @Flag(
    name: .shortAndLong,
    help: .words(french: "Ne dit que l'essentiel.", english: "Say only what matters."))
  var quiet = false

  @Flag(
    name: .shortAndLong, help: .words(french: "En dit davantage.", english: "Say more."))
  var verbose = false

  /// What was chosen, without the parser's machinery.
  var choices: GlobalChoices {
    GlobalChoices(
      replica: replica, json: json, lang: lang, color: color, noInput: noInput, quiet: quiet,
      verbose: verbose)
  }

  static let names = EarlyOptions.Names(
    flags: ["--json", "--no-input", "--quiet", "--verbose", "-q", "-v"],
    valued: ["--replica", "--lang", "--color"])
}
