import EscaleCore

/// A lifecycle as a picture: lines of text, or DOT.
struct LifecycleGraph {
  private let lifecycle: Lifecycle
  private let language: Language

  init(_ lifecycle: Lifecycle, language: Language) {
    self.lifecycle = lifecycle
    self.language = language
  }

  /// One state a line, with the verbs that leave it below: `  resolve → resolved  (agent, 110)`.
  var text: String {
    var text = "\(lifecycle.name) \(lifecycle.version)\n"
    if let create = lifecycle[.create] { text += line(create) }
    for row in lifecycle.states {
      text += "\n\(row.state.rawValue) — \(row.label[language])\(row.isFinal ? " ■" : "")\n"
      for transition in lifecycle.transitions(from: row.state) { text += line(transition) }
    }
    return text
  }

  private func line(_ row: TransitionRow) -> String {
    "  \(row.verb.rawValue) → \(destinations(row)) (\(row.by.label[language]), \(row.precedence))\n"
  }

  private func destinations(_ row: TransitionRow) -> String {
    [row.to, row.onward].compactMap { $0?.rawValue }.joined(separator: " → ")
  }

  /// A directed graph in the language of Graphviz.
  var dot: String {
    var text = "digraph \(quoted(lifecycle.name)) {\n  rankdir=LR;\n  node [shape=box];\n"
    for row in lifecycle.states {
      let shape = row.isFinal ? ", peripheries=2" : ""
      text += "  \(row.state.rawValue) [label=\(quoted(row.label[language]))\(shape)];\n"
    }
    for row in lifecycle.transitions { text += edges(row) }
    return text + "}\n"
  }

  private func edges(_ row: TransitionRow) -> String {
    let style = row.by == .system ? ", style=dashed" : ""
    let label = quoted("\(row.label[language]) (\(row.precedence))")
    let end = row.onward ?? row.to
    let edges = row.from.map { "  \($0.rawValue) -> \(end.rawValue) [label=\(label)\(style)];\n" }
    return edges.joined()
  }

  private func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      scalar == "\"" || scalar == "\\" ? "\\\(scalar)" : String(scalar)
    }
    return "\"\(escaped.joined())\""
  }
}
