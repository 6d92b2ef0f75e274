extension RightsTable {
  /// Why an author may not, or nil where he may.
  package static func refusal(
    of header: Header, row: TransitionRow?, relation: Relation?, facts: DirectoryFacts
  ) -> VerdictCode? {
    guard header.author != .system else {
      return header.id.replica.isServers && (row?.by == .system || row == nil)
        ? nil : .systemOnly
    }
    guard facts.isReplicaActive else { return .replicaRevoked }
    guard facts.author.isActive else { return .accountInactive }
    guard let act = Act(header, row: row) else { return .unknownVerb }
    if let code = refusal(ofWhatIsNamedBy: header, facts) { return code }
    let entry = self.row(of: act)
    guard !entry.stances.isDisjoint(with: Stances(relation, facts)) else { return entry.refusal }
    return refusal(ofPersonNamedBy: header, row: row, relation: relation, facts)
  }

  /// Whether the author has an agent's relation to the request.
  package static func isAgent(_ relation: Relation, _ facts: DirectoryFacts) -> Bool {
    !Stances(relation, facts).isDisjoint(with: [.assignee, .member])
  }

  /// The team and, at a creation, the requester must be there.
  private static func refusal(
    ofWhatIsNamedBy header: Header, _ facts: DirectoryFacts
  ) -> VerdictCode? {
    switch header.body {
    case .create where facts.person == nil: .unknownPerson
    case .create, .transition: facts.isTeamRight ? nil : .wrongTeam
    case .comment, .edit, .contact, .attachment, .void, .other: nil
    }
  }

  /// A request is given to an agent of its team, and nobody makes himself a contact.
  private static func refusal(
    ofPersonNamedBy header: Header, row: TransitionRow?, relation: Relation?,
    _ facts: DirectoryFacts
  ) -> VerdictCode? {
    switch header.body {
    case .transition(let step):
      guard row?.by == .teamAgent, step.agent != nil else { return nil }
      let team = facts.responsibleTeam(relation?.team)
      guard let agent = facts.person, agent.isActive, agent.roles.contains(.agent),
        agent.teams.contains(team)
      else { return .assigneeNotInTeam }
      return nil
    case .contact(let contact):
      guard facts.person != nil else { return .unknownPerson }
      return contact.person == header.author && !contact.removes ? .ownContact : nil
    case .create, .comment, .edit, .attachment, .void, .other: return nil
    }
  }
}

extension RightsTable.Act {
  /// What a change does; nil for a verb that the lifecycle doesn't have.
  fileprivate init?(_ header: Header, row: TransitionRow?) {
    switch header.body {
    case .create(let creation):
      self = creation.requester == header.author ? .createForOneself : .createForAnother
    case .transition:
      guard let row else { return nil }
      self = .verb(row.by)
    case .comment(let comment): self = comment.isPrivate ? .privateNote : .comment
    case .edit: self = .edit
    case .contact: self = .changeContacts
    case .void: self = .void
    case .attachment, .other: self = .attach
    }
  }
}
