import Console
import EscaleCore

/// One line of a timeline for people, with its text and what became of it.
struct TimelineText {
  private static let textIndent = 6

  let entry: TimelineEntry
  let request: RequestText

  private var language: Language { request.language }
  private var style: TerminalStyle { request.style }

  var text: String {
    var line = "  \(style.paint(request.moments.text(entry.authoredAt), .dim))  "
    let name = sanitizedLine(request.directory.name(entry.author))
    line += name + deed(beside: "  \(request.moments.text(entry.authoredAt))  \(name)")
    line += fateBeside + "\n" + fateBelow + lostValues + details + fieldLines
    guard let text = entry.text, !text.isEmpty else { return line }
    return line + indented(text, by: Self.textIndent, width: request.width)
  }

  /// What was done: behind the date and the name, or on lines of its own where that is too long.
  private func deed(beside start: String) -> String {
    let ink = isOff ? TerminalStyle.Ink.dim : nil
    guard let width = request.width, cells(of: start) + 2 + cells(of: what) > width else {
      return "  " + style.paint(what, ink)
    }
    let indent = String(repeating: " ", count: Self.textIndent)
    return wrapped(what, toCells: width - Self.textIndent)
      .map { "\n" + indent + style.paint($0, ink) }.joined()
  }

  /// Whether it is a transition that doesn't count in the present state.
  private var isOff: Bool { entry.kind.movesRequest && !entry.isEffective }

  /// The verb and the way, or the kind of change.
  private var what: String {
    guard let verb = entry.verb else { return Labels.kind(entry)[language] + object }
    let lifecycle = request.view.lifecycle
    let way = [entry.from, entry.through, entry.to].compactMap { $0 }
      .map { lifecycle.label(of: $0)[language] }.joined(separator: " → ")
    let colon = language == .french ? " : " : ": "
    return lifecycle.label(of: verb)[language] + (way.isEmpty ? "" : colon + way) + object
  }

  /// To whom, to which team, until when.
  private var object: String {
    var parts: [String] = []
    if let team = entry.team { parts.append(request.directory.code(team)) }
    if let agent = entry.agent { parts.append(request.directory.name(agent)) }
    if let contact = entry.contact { parts.append(request.directory.name(contact.person)) }
    if let attachment = entry.attachment {
      parts.append(attachment.name)
      parts.append(ByteCountText.text(attachment.byteCount, language))
    }
    if let date = entry.date { parts.append(request.moments.text(date)) }
    return parts.isEmpty ? "" : " (\(parts.map { sanitizedLine($0) }.joined(separator: ", ")))"
  }

  /// What became of it, where that isn't plain.
  private var fate: String {
    if request.directory.isCarried(entry), entry.presumed.outcome.counts, entry.displacedBy == nil {
      return "  " + style.paint(Labels.carried[language], .yellow)
    }
    guard let outcome = TimelineFate(entry, in: request.view.history) else { return "" }
    return style.paint(outcome.words[language], outcome.ink)
  }

  private var fateBeside: String {
    let fate = fate
    return request.width == nil && !fate.isEmpty ? "  \(fate)" : ""
  }

  /// The same on a terminal, where it has lines of its own.
  private var fateBelow: String {
    guard let width = request.width,
      let outcome = TimelineFate(entry, in: request.view.history)
    else { return "" }
    return wrapped(outcome.words[language], toCells: width - Self.textIndent).map { line in
      String(repeating: " ", count: Self.textIndent) + style.paint(line, outcome.ink) + "\n"
    }.joined()
  }

  private var lostValues: String {
    entry.lostFields.map { lost in
      let label = lost.key.label
      let words = Words(
        french: "✗ \(label.french) : remplacé par \(lost.winner), écrit sans l'avoir vu",
        english: "✗ \(label.english): replaced by \(lost.winner), written without seeing it")
      return "      \(style.paint(words[language], .red))\n"
    }.joined()
  }

  /// Id, position and arrival, where they are asked for.
  private var details: String {
    guard request.isDetailed else { return "" }
    var parts = [entry.id.description]
    if let position = entry.position {
      parts.append(Words(french: "position \(position)", english: "position \(position)")[language])
    }
    if let received = entry.receivedAt {
      let moment = request.moments.text(received)
      parts.append(Words(french: "reçu \(moment)", english: "received \(moment)")[language])
    }
    return "      \(style.paint(parts.joined(separator: " · "), .dim))\n"
  }

  /// The values that an edit set; those of a creation where details are asked for.
  private var fieldLines: String {
    guard entry.kind == .edit || request.isDetailed else { return "" }
    let colon = language == .french ? " : " : ": "
    return entry.fields.map { field in
      let (label, value) = request.words(for: field)
      return indented(label + colon + value, by: Self.textIndent, width: request.width)
    }.joined()
  }
}
