package import EscaleCore

/// The help as the parser writes it, with its headings in the language of the reader.
package enum HelpText {
  /// What the parser writes in English, and what stands there in French.
  private static let headings: [(english: String, french: String)] = [
    ("USAGE: ", "UTILISATION : "),
    ("ARGUMENTS:", "ARGUMENTS :"),
    ("OPTIONS:", "OPTIONS :"),
    ("SUBCOMMANDS:", "COMMANDES :"),
    ("Show the version.", "Affiche la version."),
    ("Show help information.", "Affiche cette aide."),
    ("Show subcommand help information.", "Affiche l'aide d'une commande."),
    ("(default: ", "(par défaut : "),
    ("(values: ", "(valeurs : "),
    ("; default: ", " ; par défaut : "),
    ("<subcommand>", "<commande>"),
  ]

  /// The help in a language.
  package static func localized(_ text: String, _ language: Language) -> String {
    var text = removing("OVERVIEW: ", from: text)
    guard language == .french else { return text }
    for heading in headings {
      text = replacing(heading.english, by: heading.french, in: text)
    }
    text = replacing("  See '", by: "  Voir « ", in: text)
    return replacing("' for detailed help.", by: " » pour le détail.", in: text)
  }

  private static func removing(_ prefix: String, from text: String) -> String {
    text.utf8.starts(with: prefix.utf8) ? String(text.dropFirst(prefix.count)) : text
  }

  private static func replacing(_ part: String, by other: String, in text: String) -> String {
    text.split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
  }
}
