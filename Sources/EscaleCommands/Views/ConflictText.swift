import Console
import EscaleCore
import Replica

/// Conflicts for people, one a line.
struct ConflictText {
  let language: Language
  let style: TerminalStyle

  /// A mark and the sentence, which names the request, with the end of the line.
  func line(_ line: ConflictLine) -> String {
    "\(style.paint("!", .red)) \(sanitizedLine(line.sentence[language]))\n"
  }
}
