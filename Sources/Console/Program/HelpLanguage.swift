package import ArgumentParser
package import EscaleCore

/// The language of the help texts while arguments are read and help is written.
package enum HelpLanguage {
  /// The language of whoever reads the help; French where nobody said.
  @TaskLocal package static var current = Language.french
}

extension Words {
  /// The text in the language of the help.
  package var forHelp: String { self[HelpLanguage.current] }
}

extension ArgumentHelp {
  /// The help of an argument in both languages; `value` names what is to be put there.
  package static func words(
    french: String, english: String, value: String? = nil
  ) -> ArgumentHelp {
    let text = Words(french: french, english: english).forHelp
    return ArgumentHelp(stringLiteral: text).naming(value)
  }

  private func naming(_ value: String?) -> ArgumentHelp {
    var help = self
    help.valueName = value
    return help
  }
}

extension CommandConfiguration {
  /// The configuration of a command with its one-line help in both languages.
  package static func command(
    _ name: String, french: String, english: String, subcommands: [any ParsableCommand.Type] = [],
    isShown: Bool = true
  ) -> CommandConfiguration {
    CommandConfiguration(
      commandName: name, abstract: Words(french: french, english: english).forHelp,
      shouldDisplay: isShown, subcommands: subcommands)
  }
}
