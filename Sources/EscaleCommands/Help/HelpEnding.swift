import ArgumentParser
import Console
import EscaleCore

/// What stands below the parser's help: a command's examples, or the topics.
///
/// Looked up when help is written, so that no other run pays for it.
struct HelpEnding {
  /// The words that name the command: `contact add`.
  let path: [String]

  /// The ending for arguments that asked for help.
  init(_ arguments: [String]) {
    let words = arguments.first == "help" ? arguments.dropFirst() : arguments[...]
    var path: [String] = []
    var commands = Escale.configuration.subcommands
    for word in words {
      let command = commands.first { $0.configuration.commandName == word }
      guard let command else { break }
      path.append(word)
      commands = command.configuration.subcommands
    }
    // `--version` is no help.
    self.path = arguments.contains("--version") ? ["--version"] : path
  }

  /// The lines, each with its end.
  func text(_ language: Language, _ style: TerminalStyle) -> String {
    guard !path.isEmpty else { return topics(language, style) }
    let examples = Example.of(path)
    guard !examples.isEmpty else { return "" }
    let heading = Words(french: "EXEMPLES :", english: "EXAMPLES:")
    let lines = examples.map { example in
      "  \(style.paint("# " + example.words[language], .dim))\n"
        + "  \(example.line[language])\n"
    }
    return "\n\(heading[language])\n" + lines.joined()
  }

  private func topics(_ language: Language, _ style: TerminalStyle) -> String {
    let heading = Words(french: "SUJETS :", english: "TOPICS:")
    let lines = HelpTopic.allCases.map { topic in
      CommandLines.Line(
        "escale help \(topic.rawValue)", french: topic.summary.french,
        english: topic.summary.english)
    }
    return "\n\(heading[language])\n" + CommandLines(lines).text(language, style)
  }
}
