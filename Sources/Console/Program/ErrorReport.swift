package import EscaleCore

/// An error as a program's user gets it: two sentences, or one JSON object.
package struct ErrorReport {
  private let error: any EscaleError
  private let language: Language

  /// The report of an error, in a language.
  package init(error: any EscaleError, language: Language) {
    self.error = error
    self.language = language
  }

  /// `error: …` and, where there is a next step, `hint: …`, each on its line, or on as many as it
  /// takes at a terminal of that width.
  package func text(style: TerminalStyle, width: Int?) -> String {
    let (wrong, next) = language == .french ? ("erreur :", "conseil :") : ("error:", "hint:")
    func line(_ label: String, _ ink: TerminalStyle.Ink, _ words: Words) -> String {
      let whole = "\(label) \(sanitized(words[language]))"
      let lines = width.map { wrapped(whole, toCells: $0) } ?? [whole]
      return style.paint(label, ink) + lines.joined(separator: "\n").dropFirst(label.count) + "\n"
    }
    return line(wrong, .red, error.message) + (error.hint.map { line(next, .cyan, $0) } ?? "")
  }

  /// `{"error":{"code","message","hint","details"}}` and the end of the line.
  package var json: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("error")
    writer.beginObject()
    writer.member("code", error.code)
    writer.member("message", error.message[language])
    writer.member("hint", error.hint?[language])
    writer.key("details")
    writer.beginObject()
    for key in error.details.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      writer.member(key, error.details[key])
    }
    writer.endObject()
    writer.endObject()
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  /// The exit code; an interrupted question ends like an interrupted program.
  package var exitCode: Int32 {
    if case .interrupted? = error as? PasswordError { return ExitStatus.interrupted.rawValue }
    return error.kind.exitCode
  }
}
