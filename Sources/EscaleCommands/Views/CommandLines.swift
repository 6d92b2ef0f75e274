import Console
import EscaleCore

/// Commands with what they do, one a line, what they do below each other.
struct CommandLines {
  /// A command and what it does.
  struct Line {
    let command: String
    let words: Words
    let ink: TerminalStyle.Ink?

    init(_ command: String, french: String, english: String, ink: TerminalStyle.Ink? = nil) {
      self.command = command
      words = Words(french: french, english: english)
      self.ink = ink
    }
  }

  private static let gap = 2
  private let lines: [Line]

  init(_ lines: [Line]) { self.lines = lines }

  func text(_ language: Language, _ style: TerminalStyle) -> String {
    let width = lines.reduce(0) { max($0, cells(of: $1.command)) } + Self.gap
    return lines.map { line in
      let room = String(repeating: " ", count: width - cells(of: line.command))
      let words = style.paint(line.words[language], line.ink)
      return "  \(style.paint(line.command, .cyan))\(room)\(words)\n"
    }.joined()
  }
}
