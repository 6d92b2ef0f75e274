/// Why a command on a request would not be taken: what the merge rule says of it at once.
package struct CommandRefusal: EscaleError, Hashable {
  package let ref: RequestID
  package let verdictCode: VerdictCode
  private let stateLabel: Words
  private let verbLabel: Words
  /// The transitions that people could make instead; none where it was about something else.
  private let possible: [TransitionRow]?
  /// Whether it belonged to a creation, so that there is no such request.
  private var isCreation: Bool
  private let isOfCreate: Bool

  package init(_ code: VerdictCode, _ body: Header.Body, on history: RequestHistory) {
    ref = history.request
    verdictCode = code
    let state = history.standing.state
    stateLabel = history.lifecycle.label(of: state)
    verbLabel = body.label(in: history.lifecycle)
    if case .transition = body {
      possible = history.lifecycle.transitions(from: state).filter { $0.by != .system }
    } else {
      possible = nil
    }
    if case .create = body { isOfCreate = true } else { isOfCreate = false }
    isCreation = isOfCreate
  }

  /// The same, of a request that is not created for that.
  package var ofCreation: CommandRefusal {
    var refusal = self
    refusal.isCreation = true
    return refusal
  }

  package var code: String { verdictCode.rawValue }
  package var kind: ErrorKind { verdictCode.isAboutRights ? .notAllowed : .refused }
  package var details: [String: String] { isCreation ? [:] : ["ref": ref.description] }

  package var message: Words {
    let reason = verdictCode.reason
    if isCreation {
      // Of several things that were wanted with it, which one.
      let cause = isOfCreate ? reason : impossible(because: reason)
      return Words(
        french: "La demande n'est pas créée : \(cause.french).",
        english: "The request isn't created: \(cause.english).")
    }
    guard verdictCode == .notFromHere else {
      let cause = impossible(because: reason)
      return Words(french: "\(ref) : \(cause.french).", english: "\(ref): \(cause.english).")
    }
    return Words(
      french: "\(ref) est à l'état « \(stateLabel.french) » : \(verbLabel.french) n'en part pas.",
      english: "\(ref) is “\(stateLabel.english)”: \(verbLabel.english) doesn't leave that state.")
  }

  private func impossible(because reason: Words) -> Words {
    Words(
      french: "\(verbLabel.french) n'est pas possible : \(reason.french)",
      english: "\(verbLabel.english) isn't possible: \(reason.english)")
  }

  package var hint: Words? {
    guard !isCreation, let possible else { return nil }
    guard !possible.isEmpty else {
      return Words(
        french: "De là, plus rien n'est possible qu'un commentaire ou une nouvelle demande.",
        english: "From here nothing is possible but a comment or a new request.")
    }
    return Words(
      french: "De là : \(possible.map { $0.described(.french) }.joined(separator: ", ")).",
      english: "From here: \(possible.map { $0.described(.english) }.joined(separator: ", ")).")
  }
}

extension Header {
  /// What a change does, in words.
  package func label(in lifecycle: Lifecycle) -> Words { body.label(in: lifecycle) }
}

extension Header.Body {
  fileprivate func label(in lifecycle: Lifecycle) -> Words {
    switch self {
    case .transition(let step): lifecycle.label(of: step.verb)
    case .create: lifecycle.label(of: .create)
    case .comment: Words(french: "Commenter", english: "Comment")
    case .edit: Words(french: "Modifier", english: "Edit")
    case .contact: Words(french: "Changer les contacts", english: "Change of contacts")
    case .attachment: Words(french: "Joindre un fichier", english: "Attach a file")
    case .void, .other: Words(french: "Modifier", english: "Change")
    }
  }
}

extension TransitionRow {
  /// The verb with who may use it: `resolve (agent)`.
  fileprivate func described(_ language: Language) -> String {
    "\(verb.rawValue) (\(by.label[language]))"
  }
}

extension ActorKind {
  /// Who that is, for people.
  package var label: Words {
    switch self {
    case .anyone: Words(french: "tout le monde", english: "anybody")
    case .requester: Words(french: "demandeur ou contact", english: "requester or contact")
    case .agent: Words(french: "agent de la demande", english: "agent of the request")
    case .teamAgent: Words(french: "agent de l'équipe", english: "agent of the team")
    case .triageAgent: Words(french: "équipe de tri", english: "triage team")
    case .system: Words(french: "le serveur", english: "the server")
    }
  }
}
