import Console
import EscaleCore

/// An error as a program's user gets it: two sentences, or one JSON object.
struct ErrorReport {
  let error: any EscaleError
  let language: Language

  /// `error: …` and, where there is a next step, `hint: …`, each on its line.
  func text(style: TerminalStyle) -> String {
    let (wrong, next) = language == .french ? ("erreur :", "conseil :") : ("error:", "hint:")
    var text = "\(style.paint(wrong, .red)) \(sanitized(error.message[language]))\n"
    if let hint = error.hint {
      text += "\(style.paint(next, .cyan)) \(sanitized(hint[language]))\n"
    }
    return text
  }

  /// `{"error":{"code","message","hint","details"}}` and the end of the line.
  var json: [UInt8] {
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
  var exitCode: Int32 {
    if case .interrupted? = error as? PasswordError { return ExitStatus.interrupted.rawValue }
    return error.kind.exitCode
  }
}
