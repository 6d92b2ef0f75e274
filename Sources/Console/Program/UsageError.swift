package import ArgumentParser
package import EscaleCore

/// A command line that can't be understood.
package struct UsageError: EscaleError, Hashable {
  package let message: Words
  package let hint: Words?

  package var code: String { "command.usage" }
  package var kind: ErrorKind { .usage }

  package init(message: Words, hint: Words? = nil) {
    self.message = message
    self.hint = hint
  }
}

extension UsageError {
  /// What the parser says, in English, about arguments and about where to read on.
  ///
  /// `fullMessage` is the message with the usage and, last, the line that names the help.
  package init(parserMessage message: String, fullMessage: String) {
    let choice = ParserChoice(message)
    let first = String((choice?.complaint ?? message).prefix { $0 != "\n" })
    self.init(
      message: Words(
        french: UsagePhrase.french(for: first), english: Self.sentence(first)),
      hint: choice?.hint ?? Self.hint(in: fullMessage))
  }

  /// Refuses a first argument that is no command of a program, before the parser blames what
  /// follows it.
  ///
  /// - Throws: ``UsageError``.
  package static func checkCommand(
    _ name: String?, of program: any ParsableCommand.Type
  ) throws(UsageError) {
    let commands = program.configuration.subcommands.map { $0.configuration.commandName }
    guard let name, name.utf8.first != UInt8(ascii: "-"), name != "help", !commands.contains(name)
    else { return }
    throw unknownCommand(name, of: program)
  }

  /// Refuses arguments that aren't UTF-8: their bytes are lost before the program sees them, and a
  /// text would be kept with a hole.
  ///
  /// - Throws: ``UsageError``.
  package static func checkEncoding(_ arguments: [String]) throws(UsageError) {
    guard let broken = arguments.first(where: { $0.unicodeScalars.contains("\u{FFFD}") }) else {
      return
    }
    throw UsageError(
      message: Words(
        french: "« \(broken) » n'est pas un texte en UTF-8.",
        english: "\"\(broken)\" is not a text in UTF-8."),
      hint: Words(
        french: "Réglez le terminal sur UTF-8 ; un fichier dont le nom ne l'est pas se renomme.",
        english: "Set the terminal to UTF-8; rename a file whose name isn't."))
  }

  /// There is no such command; with those that are near, hidden ones apart.
  package static func unknownCommand(
    _ name: String, of program: any ParsableCommand.Type
  ) -> UsageError {
    let known = program.configuration.subcommands.compactMap { command in
      command.configuration.shouldDisplay ? command.configuration.commandName : nil
    }
    let near = Suggestion.near(name, among: known)
    let program = program.configuration.commandName ?? ""
    return UsageError(
      message: Words(
        french: "Il n'y a pas de commande « \(name) ».",
        english: "There is no command \"\(name)\"."),
      hint: Suggestion.hint(
        near,
        otherwise: Words(
          french: "« \(program) --help » dit ce qui est possible.",
          english: "\"\(program) --help\" says what is possible.")))
  }

  /// The text with a full stop, where it has none.
  private static func sentence(_ text: String) -> String {
    guard let last = text.utf8.last, !".?!".utf8.contains(last) else { return text }
    return text + "."
  }

  /// The command in the parser's last line.
  ///
  /// That is `See 'escale new --help' for more information.`
  private static func hint(in fullMessage: String) -> Words? {
    let line = fullMessage.split(separator: "\n").last ?? ""
    let parts = line.split(separator: "'", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    return Words(
      french: "« \(parts[1]) » dit ce qui est possible.",
      english: "\"\(parts[1])\" says what is possible.")
  }
}
