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
