import Console
import EscaleCore
import Replica

/// Conflicts for people, one a line.
struct ConflictText {
  let directory: DirectoryNames
  let language: Language
  let style: TerminalStyle

  /// `! 7K-1043  …`, with the end of the line.
  func line(_ line: ConflictLine) -> String {
    let mark = style.paint("!", .red)
    let ref = style.paint(line.ref.description, .bold)
    return "\(mark) \(ref)  \(sanitizedLine(line.sentence[language]))\n"
  }
}
