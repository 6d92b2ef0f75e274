/// Something that happened to a request and needs somebody, who would not see it by its state.
package struct Attention: Hashable, Sendable {
  package let kind: AttentionKind
  /// The change that needs somebody; for a fall-back to triage, the request's creation.
  package let change: ChangeID

  package init(kind: AttentionKind, change: ChangeID) {
    self.kind = kind
    self.change = change
  }
}

/// What needs somebody; raw values are those in JSON.
package enum AttentionKind: String, Hashable, Sendable, CaseIterable {
  /// The requester answered, and the request was resolved meanwhile: it concerns its agent, or its
  /// team where it has none.
  case displacedAnswer = "displaced-answer"
  /// Somebody commented on a closed request: it concerns the other side.
  case commentOnClosed = "comment-on-closed"
  /// The request's team is no longer in use: it concerns the triage team.
  case fellToTriage = "fell-to-triage"

  /// What it is, in words.
  package var words: Words {
    switch self {
    case .displacedAnswer:
      Words(
        french: "une réponse est arrivée après la résolution",
        english: "an answer came after the resolution")
    case .commentOnClosed:
      Words(
        french: "un commentaire est arrivé après la fermeture",
        english: "a comment came after the request was closed")
    case .fellToTriage:
      Words(
        french: "l'équipe n'existe plus : la demande revient à l'équipe de tri",
        english: "the team is gone: the request falls to the triage team")
    }
  }
}

/// Somebody who may be concerned, with what the directory says of him and of teams.
package struct AttentionReader: Sendable {
  package let person: PersonNumber
  package let standing: PersonStanding
  package let triageTeam: TeamNumber
  package let retiredTeams: Set<TeamNumber>

  package init(
    person: PersonNumber, standing: PersonStanding, triageTeam: TeamNumber,
    retiredTeams: Set<TeamNumber>
  ) {
    self.person = person
    self.standing = standing
    self.triageTeam = triageTeam
    self.retiredTeams = retiredTeams
  }

  fileprivate func isMember(of team: TeamNumber?) -> Bool {
    let hands = team.flatMap { retiredTeams.contains($0) ? nil : $0 } ?? triageTeam
    return standing.roles.contains(.agent) && standing.teams.contains(hands)
  }
}

extension RequestFold {
  /// What of some changes that just came needs a reader.
  package func attention(to changes: [Header], for reader: AttentionReader) -> [Attention] {
    var found = changes.compactMap { header in
      kind(of: header, for: reader).map { Attention(kind: $0, change: header.id) }
    }
    if let team = history.standing.team, reader.retiredTeams.contains(team),
      history.standing.agent == nil, !isOver, reader.isMember(of: reader.triageTeam)
    {
      found.append(Attention(kind: .fellToTriage, change: history.request))
    }
    return found
  }

  private var isOver: Bool { history.lifecycle.isFinal(history.standing.state) }

  private func kind(of header: Header, for reader: AttentionReader) -> AttentionKind? {
    guard header.author != reader.person else { return nil }
    switch header.body {
    case .transition(let step):
      guard step.verb == .answer, isDisplaced(header.id), history.standing.solution != nil || isOver
      else { return nil }
      return isAgents(reader) ? .displacedAnswer : nil
    case .comment(let comment):
      guard isOver else { return nil }
      let isFromRequester = isRequesters(header.author)
      let concerns =
        isFromRequester
        ? isAgents(reader) : !comment.isPrivate && isRequesters(reader.person)
      return concerns ? .commentOnClosed : nil
    case .create, .edit, .contact, .attachment, .void, .other: return nil
    }
  }

  private func isDisplaced(_ id: ChangeID) -> Bool {
    history[id] != nil && !history.effectiveChainIDs.contains(id)
  }

  /// Whether it is for a reader as its agent; as a member of its team, where it has no agent.
  private func isAgents(_ reader: AttentionReader) -> Bool {
    if let agent = history.standing.agent { return agent == reader.person }
    return reader.isMember(of: history.standing.team)
  }

  private func isRequesters(_ person: PersonNumber) -> Bool {
    history.creation.requester == person || history.contactPersons().contains(person)
  }
}
