/// As what somebody acts on a request: several at once, where he is several things to it.
package struct Stances: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Anybody with an active account.
  package static let anybody = Stances(rawValue: 1)
  /// The one whose request it is.
  package static let requester = Stances(rawValue: 2)
  /// One of those who have the requester's rights on it.
  package static let contact = Stances(rawValue: 4)
  /// The one who wrote it on somebody's behalf.
  package static let creator = Stances(rawValue: 8)
  /// The agent to whom it is assigned.
  package static let assignee = Stances(rawValue: 16)
  /// An agent of the team in whose hands it is.
  package static let member = Stances(rawValue: 32)
  /// An agent of the triage team.
  package static let triage = Stances(rawValue: 64)
  /// An agent, whatever his team.
  package static let agent = Stances(rawValue: 128)

  /// All of them, each alone, in the order of tables.
  package static let each: [Stances] = [
    .anybody, .requester, .contact, .creator, .assignee, .member, .triage, .agent,
  ]

  /// As what somebody acts, going by what he is to the request and what the directory says of him.
  ///
  /// A relation of nil is that to a request which doesn't exist yet.
  init(_ relation: Relation?, _ facts: DirectoryFacts) {
    self = .anybody
    let author = facts.author
    let isAgent = author.roles.contains(.agent)
    if isAgent { insert(.agent) }
    if isAgent, author.teams.contains(facts.triageTeam) { insert(.triage) }
    guard let relation else { return }
    if relation.isRequester { insert(.requester) }
    if relation.isContact { insert(.contact) }
    if relation.isCreator { insert(.creator) }
    if isAgent, relation.isAgent { insert(.assignee) }
    if isAgent, author.teams.contains(facts.responsibleTeam(relation.team)) { insert(.member) }
  }
}
