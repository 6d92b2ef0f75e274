import EscaleCore

/// The lifecycle as a picture, drawn from the request's own: every state, the ways that people go
/// between them, where the request stands and where it has been.
///
/// Drawn twice, lying for wide screens and standing for narrow ones; the words beside it say the
/// same to those who don't see it.
struct LifecyclePicture: PagePart {
  let call: PageCall
  let view: RequestView

  var html: HTML {
    """
    <figure class="lifecycle">
    \(picture(LifecyclePlan(view.lifecycle, isStanding: false), "lying"))
    \(picture(LifecyclePlan(view.lifecycle, isStanding: true), "upright"))
    <figcaption>\(caption)</figcaption>
    </figure>
    """
  }

  /// The picture in words.
  private var caption: HTML {
    let lifecycle = view.lifecycle
    var seen: Set<State> = []
    let next = lifecycle.transitions(from: view.state).map(\.to)
      .filter { seen.insert($0).inserted }
    guard !next.isEmpty else {
      return "\(t("C'est le dernier état.", "This is the last state."))"
    }
    let labels = next.map { t(lifecycle.label(of: $0)) }.joined(separator: ", ")
    return "\(t("Peut devenir :", "Can become:")) \(labels)"
  }

  private func picture(_ plan: LifecyclePlan, _ name: HTML) -> HTML {
    let nodes: [HTML] = view.lifecycle.states.compactMap { row in
      plan.places[row.state].map { node(row, at: $0) }
    }
    return """
      <svg class="\(name)" viewBox="0 0 \(plan.width) \(plan.height)" aria-hidden="true" \
      focusable="false">
      \(ways(plan))\(nodes)</svg>
      """
  }

  private var visited: Set<State> {
    Set(view.history.effectiveChain.map { view.history.steps[$0].standing.state })
  }

  private func node(_ row: StateRow, at place: LifecyclePlan.Place) -> HTML {
    let tone: HTML =
      row.state == view.state ? "now" : visited.contains(row.state) ? "been" : "far"
    let lines = Self.lines(row.label[call.language])
    let first = place.middleY + 5 - (lines.count - 1) * 8
    let texts: [HTML] = lines.enumerated().map { index, line in
      "<text x=\"\(place.middleX)\" y=\"\(first + index * 16)\">\(line)</text>"
    }
    return """
      <g class="\(tone)"><rect x="\(place.x)" y="\(place.y)" width="\(LifecyclePlan.nodeWidth)" \
      height="\(LifecyclePlan.nodeHeight)" rx="10"/>\(texts)</g>

      """
  }

  /// The ways that people go, each pair of states once; what the server does by itself is left
  /// out.
  private func ways(_ plan: LifecyclePlan) -> [HTML] {
    var drawn: Set<[String]> = []
    var ways: [HTML] = []
    for row in view.lifecycle.transitions where row.by != .system {
      for from in row.from where from != row.to {
        guard let start = plan.places[from], let end = plan.places[row.to],
          drawn.insert([from.rawValue, row.to.rawValue].sorted()).inserted
        else { continue }
        ways.append(plan.way(from: start, to: end))
      }
    }
    return ways
  }

  /// A label in one line, or in two of words.
  private static func lines(_ label: String) -> [String] {
    let words = label.split(separator: " ")
    guard label.utf8.count > 18, words.count > 1 else { return [label] }
    let half = words.indices.dropFirst().min { left, right in
      longest(words, split: left) < longest(words, split: right)
    }
    guard let half else { return [label] }
    return [words[..<half].joined(separator: " "), words[half...].joined(separator: " ")]
  }

  private static func longest(_ words: [Substring], split: Int) -> Int {
    max(
      words[..<split].joined(separator: " ").count, words[split...].joined(separator: " ").count)
  }
}
