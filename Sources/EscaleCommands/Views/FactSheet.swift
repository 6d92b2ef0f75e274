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

  /// The narrowest that values become before a terminal has to wrap them, in cells.
  private static let leastValueWidth = 16

  /// The lines, each with its end; on a terminal of that many cells, long values go on below.
  func text(_ style: TerminalStyle, width terminal: Int? = nil) -> String {
    let width = facts.reduce(0) { max($0, cells(of: $1.label)) } + Self.gap
    return facts.map { fact in
      let room = String(repeating: " ", count: width - cells(of: fact.label))
      let rest = terminal.map { max($0 - width, Self.leastValueWidth) }
      let lines = rest.map { wrapped(fact.value, toCells: $0) } ?? [fact.value]
      let margin = "\n" + String(repeating: " ", count: width)
      let value = lines.map { style.paint($0, fact.ink) }.joined(separator: margin)
      return style.paint(fact.label, .dim) + room + value + "\n"
    }.joined()
  }
}

/// A text of somebody else's, each of its lines set in; wrapped on a terminal of that many cells.
func indented(_ text: String, by cells: Int, width: Int? = nil) -> String {
  let margin = String(repeating: " ", count: cells)
  let text = sanitized(text)
  let lines =
    width.map { wrapped(text, toCells: max($0 - cells, cells)) }
    ?? text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
  return
    lines
    .map { $0.isEmpty ? "\n" : margin + $0 + "\n" }.joined()
}
