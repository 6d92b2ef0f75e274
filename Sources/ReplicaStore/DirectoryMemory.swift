package import EscaleCore

/// What was read of the directory, and of which tables there are, within one transaction, so that it is read once.
final class DirectoryMemory {
  fileprivate var lifecycles: [LifecycleVersion: Lifecycle] = [:]
  fileprivate var people: [PersonNumber: PersonStanding] = [:]
  fileprivate var policy: Policy?
  fileprivate var teams: [TeamNumber: Team]?
  /// Which of the tables that are made when first needed are there, as far as anybody asked.
  var hasTable: [String: Bool] = [:]

  /// The directory has changed.
  func forget() {
    lifecycles = [:]
    people = [:]
    policy = nil
    teams = nil
  }
}

extension StoreReader {
  /// A lifecycle of the directory, or the built-in one.
  package func lifecycle(_ version: LifecycleVersion) throws -> Lifecycle? {
    if let found = memory.lifecycles[version] { return found }
    var lifecycle: Lifecycle?
    if case .lifecycle(_, let found)? = try item(
      kind: 6, named: "\(version.name)/\(version.version)")
    {
      lifecycle = found
    } else if version == Lifecycle.lorraine.nameAndVersion {
      lifecycle = .lorraine
    }
    memory.lifecycles[version] = lifecycle
    return lifecycle
  }

  /// The desk's policy; nil before the first sync.
  package func policy() throws -> Policy? {
    if let policy = memory.policy { return policy }
    if case .policy(let policy)? = try item(DirectoryItem.Key(kind: 4, number: 0)) {
      memory.policy = policy
    }
    return memory.policy
  }

  /// What a person is allowed to be, as this replica knows it.
  package func standing(of person: PersonNumber) throws -> PersonStanding? {
    if let standing = memory.people[person] { return standing }
    let key = DirectoryItem.Key(kind: 1, number: person.rawValue)
    guard case .person(let found)? = try item(key) else { return nil }
    memory.people[person] = found.standing
    return found.standing
  }

  /// Every team by its number.
  package func teams() throws -> [TeamNumber: Team] {
    if let teams = memory.teams { return teams }
    var teams: [TeamNumber: Team] = [:]
    for case .team(let team) in try items(kind: 2) { teams[team.number] = team }
    memory.teams = teams
    return teams
  }

  /// What the directory says about all whom a change concerns, as this replica knows it.
  package func facts(for header: Header) throws -> DirectoryFacts {
    let teams = try teams()
    var (person, team): (PersonNumber?, TeamNumber?)
    switch header.body {
    case .create(let creation): (person, team) = (creation.requester, creation.team)
    case .transition(let step): (person, team) = (step.agent, step.team)
    case .contact(let change): person = change.person
    case .comment, .edit, .attachment, .void, .other: break
    }
    return DirectoryFacts(
      author: try standing(of: header.author) ?? .unknown,
      person: try person.flatMap { try standing(of: $0) }, isReplicaActive: true,
      triageTeam: try policy()?.triageTeam ?? TeamNumber(rawValue: 0),
      retiredTeams: teams.values.filter(\.isRetired).map(\.number).sorted(),
      isTeamRight: team.map { isTeamRight(teams[$0], header) } ?? true)
  }

  /// Whether a change may name a team: a creation the one that the catalogue gives, anything else
  /// one that is in use.
  private func isTeamRight(_ team: Team?, _ header: Header) -> Bool {
    guard let team else { return false }
    return header.kind == .create || !team.isRetired
  }
}
