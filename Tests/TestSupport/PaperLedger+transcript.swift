import EscaleCore

extension PaperLedger {
  /// What the ledger says, a line for each entry, then where the request stands and why.
  package var transcript: String {
    let lines = entries.map { line($0) }
    guard let history else { return lines.joined() + "no request\n" }
    let chain = history.effectiveChainIDs.map(\.description).joined(separator: " ")
    return lines.joined() + "state \(history.standing.state)\nchain \(chain)\n"
  }

  private func line(_ entry: Entry) -> String {
    let header = entry.header
    var words = [entry.position.description, header.id.description]
    words.append(header.body.name)
    words.append("by \(Cast(rawValue: header.author.rawValue).map { "\($0)" } ?? "nobody")")
    if let step = history?[header.id] { words.append("\(step.weight.precedences)") }
    words.append(entry.verdict.outcome.name)
    if let code = entry.verdict.code { words.append(code.rawValue) }
    words += entry.verdict.causes.map(\.description)
    if let displacedBy = history?.displacedBy[header.id] {
      words.append("displaced by \(displacedBy)")
    }
    return words.joined(separator: " ") + "\n"
  }
}

extension Header.Body {
  fileprivate var name: String {
    switch self {
    case .create: Verb.create.rawValue
    case .transition(let step): step.verb.rawValue
    case .comment: Kind.comment.name
    case .edit: Kind.edit.name
    case .contact: Kind.contact.name
    case .attachment: Kind.attachment.name
    case .void: Kind.void.name
    case .other(let kind): kind.name
    }
  }
}
