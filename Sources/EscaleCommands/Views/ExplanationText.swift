import Console
import EscaleCore

/// Why a request is in its state, for people: each transition with its weight and its sentence.
struct ExplanationText {
  let explanation: Explanation
  let lifecycle: Lifecycle
  let directory: DirectoryNames
  let language: Language
  let style: TerminalStyle
  /// The width of the terminal in cells; nil where a program reads.
  let width: Int?

  var text: String {
    let label = lifecycle.label(of: explanation.state)[language]
    let chain = explanation.chain.map(\.description).joined(separator: " → ")
    let title = Words(french: "Chaîne effective : ", english: "Effective chain: ")[language]
    var text = "\(style.paint(explanation.ref.description, .bold))"
    text += "  \(style.paint(label, explanation.state.ink))\n\(title)\(chain)\n"
    for line in explanation.decisions { text += "\n" + decision(line) }
    return text
  }

  private func decision(_ line: DecisionLine) -> String {
    let holds = explanation.chain.contains(line.change)
    let mark = holds ? style.paint("✓", .green) : style.paint("✗", .red)
    let verb = lifecycle.label(of: line.verb)[language]
    let verdict = verdict(of: line, holds: holds)[language]
    let author = sanitizedLine(directory.name(line.author))
    let weight = WeightText.short(line.weight)
    let facts = style.paint("\(weight)  \(verdict)", .dim)
    return "\(mark) \(line.change)  \(author)  \(verb)  \(facts)\n"
      + indented(line.sentence[language], by: 4, width: width)
  }

  /// The verdict, and that what was applied no longer holds.
  private func verdict(of line: DecisionLine, holds: Bool) -> Words {
    let verdict = Labels.verdict(line.verdict?.outcome)
    guard line.verdict?.outcome == .applied, !holds else { return verdict }
    let later = Labels.verdict(.superseded)
    return Words(
      french: "\(verdict.french), puis \(later.french)",
      english: "\(verdict.english), then \(later.english)")
  }
}

/// Weights as people read them.
enum WeightText {
  /// How many precedences are spelled out.
  private static let spelledPrecedences = 12

  /// `[110, 100, 0]`; of a long one the beginning.
  static func short(_ weight: Weight) -> String {
    let all = weight.precedences
    let shown = all.prefix(spelledPrecedences).map(String.init).joined(separator: ", ")
    return all.count > spelledPrecedences ? "[\(shown), …]" : "[\(shown)]"
  }
}
