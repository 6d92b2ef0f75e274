package import EscaleCore

/// Decides in which language the program speaks.
///
/// Source: CLI, "Global": `--lang`, else `ESCALE_LANG`, else `LC_ALL`, `LC_MESSAGES`, `LANG`; English for `C` and
/// `POSIX`, French where none says.
package enum LanguageChoice {
  private static let variables = ["LC_ALL", "LC_MESSAGES", "LANG"]

  /// The language that was asked for, else that of the environment.
  ///
  /// A locale of a language that Escale doesn't speak gives English.
  package static func language(asked: Language?, environment: Environment) -> Language {
    if let asked { return asked }
    if let set = environment["ESCALE_LANG"].flatMap({ Language(rawValue: $0) }) { return set }
    for variable in variables {
      if let locale = environment.filled(variable) { return language(ofLocale: locale) }
    }
    return .french
  }

  /// The language of a locale such as `fr_FR.UTF-8`.
  private static func language(ofLocale locale: String) -> Language {
    let tag = locale.utf8.prefix { byte in
      !"_.@-".utf8.contains(byte)
    }
    return String(Substring(tag)).lowercased() == "fr" ? .french : .english
  }
}
