/// What a person is allowed to be, at one position of the ledger.
package struct PersonStanding: Hashable, Sendable {
  package var isActive: Bool
  package var roles: Roles
  /// The teams he is a member of.
  package var teams: [TeamNumber]

  package init(isActive: Bool, roles: Roles, teams: [TeamNumber]) {
    self.isActive = isActive
    self.roles = roles
    self.teams = teams
  }

  /// Nobody that the directory knows.
  package static let unknown = PersonStanding(isActive: false, roles: [], teams: [])
}

/// The roles of a person.
package struct Roles: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let requester = Roles(rawValue: 1)
  package static let agent = Roles(rawValue: 2)
  package static let admin = Roles(rawValue: 4)
}

/// What the directory says, at one position, about all whom a decision concerns.
package struct DirectoryFacts: Hashable, Sendable {
  package var author: PersonStanding
  /// The one that the change assigns to, adds or removes, or writes on behalf of.
  package var person: PersonStanding?
  package var isReplicaActive: Bool
  package var triageTeam: TeamNumber
  /// The teams that are no longer in use, among those that the decision concerns.
  package var retiredTeams: [TeamNumber]
  /// Whether the team that the change names is in the directory and, for a `create`, is the one
  /// that the catalogue names for what was entered.
  package var isTeamRight: Bool

  package init(
    author: PersonStanding, person: PersonStanding?, isReplicaActive: Bool,
    triageTeam: TeamNumber, retiredTeams: [TeamNumber], isTeamRight: Bool
  ) {
    self.author = author
    self.person = person
    self.isReplicaActive = isReplicaActive
    self.triageTeam = triageTeam
    self.retiredTeams = retiredTeams
    self.isTeamRight = isTeamRight
  }

  /// The team in whose hands a request is: none and a retired one both mean triage.
  package func responsibleTeam(_ team: TeamNumber?) -> TeamNumber {
    guard let team, !retiredTeams.contains(team) else { return triageTeam }
    return team
  }
}

/// What somebody is to a request, as far as a context shows.
package struct Relation: Hashable, Sendable {
  package var isRequester: Bool
  package var isContact: Bool
  package var isCreator: Bool
  package var isAgent: Bool
  package var team: TeamNumber?

  package init(
    isRequester: Bool, isContact: Bool, isCreator: Bool, isAgent: Bool, team: TeamNumber?
  ) {
    self.isRequester = isRequester
    self.isContact = isContact
    self.isCreator = isCreator
    self.isAgent = isAgent
    self.team = team
  }
}

extension RequestHistory {
  /// What a person is to the request for somebody who has seen a context and takes a transition
  /// for the effective one.
  package func relation(
    of person: PersonNumber, at step: Step, seenIn context: Context?
  ) -> Relation {
    Relation(
      isRequester: creation.requester == person,
      isContact: contactPersons(seenIn: context).contains(person), isCreator: creator == person,
      isAgent: step.standing.agent == person, team: step.standing.team)
  }
}

/// Who may do what: the one place that says so.
///
/// Source: DESIGN, "The lifecycle", "Who may".
package enum RightsTable {
  /// Why an author may not, or nil where he may.
  package static func refusal(
    of header: Header, row: TransitionRow?, relation: Relation?, facts: DirectoryFacts
  ) -> VerdictCode? {
    guard header.author != .system else {
      return header.id.replica == .server && (row?.by == .system || row == nil)
        ? nil : .systemOnly
    }
    guard facts.isReplicaActive else { return .replicaRevoked }
    guard facts.author.isActive else { return .accountInactive }
    switch header.body {
    case .create(let creation):
      return refusal(ofCreation: creation, by: header.author, facts: facts)
    case .transition(let step):
      guard let row, let relation else { return .unknownVerb }
      return refusal(of: step, by: row.by, relation: relation, facts: facts)
    case .comment(let comment):
      return refusal(ofComment: comment, relation: relation, facts: facts)
    case .edit, .contact:
      return refusal(ofEditBy: header, relation: relation, facts: facts)
    case .void: return nil
    case .attachment, .other:
      return relation.flatMap { isConcerned($0, facts) ? nil : .notConcerned }
    }
  }

  private static func refusal(
    ofCreation creation: Creation, by author: PersonNumber, facts: DirectoryFacts
  ) -> VerdictCode? {
    guard facts.person != nil else { return .unknownPerson }
    guard facts.isTeamRight else { return .wrongTeam }
    guard creation.requester != author else { return nil }
    return facts.author.roles.contains(.agent) ? nil : .behalfOnly
  }

  private static func refusal(
    of step: TransitionStep, by actor: ActorKind, relation: Relation, facts: DirectoryFacts
  ) -> VerdictCode? {
    guard facts.isTeamRight else { return .wrongTeam }
    switch actor {
    case .anyone: return nil
    case .system: return .systemOnly
    case .requester: return relation.isRequester || relation.isContact ? nil : .requesterOnly
    case .agent: return isAgent(relation, facts) ? nil : .agentOnly
    case .triageAgent: return isMember(of: facts.triageTeam, facts.author) ? nil : .triageOnly
    case .teamAgent:
      let team = facts.responsibleTeam(relation.team)
      guard isMember(of: team, facts.author) else { return .teamOnly }
      guard step.agent != nil else { return nil }
      guard let agent = facts.person, agent.isActive, isMember(of: team, agent) else {
        return .assigneeNotInTeam
      }
      return nil
    }
  }

  private static func refusal(
    ofComment comment: Comment, relation: Relation?, facts: DirectoryFacts
  ) -> VerdictCode? {
    guard let relation, isConcerned(relation, facts) else { return .notConcerned }
    return comment.isPrivate && !isAgent(relation, facts) ? .agentOnly : nil
  }

  private static func refusal(
    ofEditBy header: Header, relation: Relation?, facts: DirectoryFacts
  ) -> VerdictCode? {
    guard let relation,
      relation.isRequester || relation.isContact || isAgent(relation, facts)
    else { return .notConcerned }
    guard case .contact(let contact) = header.body else { return nil }
    guard facts.person != nil else { return .unknownPerson }
    return contact.person == header.author && !contact.removes ? .ownContact : nil
  }

  /// Whether the author has an agent's relation to the request.
  package static func isAgent(_ relation: Relation, _ facts: DirectoryFacts) -> Bool {
    guard facts.author.roles.contains(.agent) else { return false }
    return relation.isAgent || isMember(of: facts.responsibleTeam(relation.team), facts.author)
  }

  private static func isMember(of team: TeamNumber, _ person: PersonStanding) -> Bool {
    person.roles.contains(.agent) && person.teams.contains(team)
  }

  private static func isConcerned(_ relation: Relation, _ facts: DirectoryFacts) -> Bool {
    relation.isRequester || relation.isContact || relation.isCreator || isAgent(relation, facts)
  }
}
