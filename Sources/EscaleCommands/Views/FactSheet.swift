import Console
import EscaleCore

/// Names and values, one a line, the values below each other.
struct FactSheet {
  private var facts: [(label: String, value: String, ink: TerminalStyle.Ink?)] = []
  private static let gap = 2

  /// Adds a fact; one without a value is left out.
  mutating func add(_ label: String, _ value: String?, ink: TerminalStyle.Ink? = nil) {
    guard let value, !value.isEmpty else { return }
    facts.append((sanitizedLine(label), sanitizedLine(value), ink))
  }

  /// The lines, each with its end.
  func text(_ style: TerminalStyle) -> String {
    let width = facts.reduce(0) { max($0, cells(of: $1.label)) } + Self.gap
    return facts.map { fact in
      let room = String(repeating: " ", count: width - cells(of: fact.label))
      return style.paint(fact.label, .dim) + room + style.paint(fact.value, fact.ink) + "\n"
    }.joined()
  }
}

/// A text of somebody else's, each of its lines set in.
func indented(_ text: String, by cells: Int) -> String {
  let margin = String(repeating: " ", count: cells)
  return sanitized(text).split(separator: "\n", omittingEmptySubsequences: false)
    .map { $0.isEmpty ? "\n" : margin + $0 + "\n" }.joined()
}
