import EscaleCore

/// The directory as a light replica holds it.
struct MemoryDirectory: Sendable {
  private var items: [DirectoryItem.Key: DirectoryEntry] = [:]
  private(set) var people: [PersonNumber: Person] = [:]
  private(set) var teams: [TeamNumber: Team] = [:]
  private(set) var lifecycles: [LifecycleVersion: Lifecycle] = [:]
  private(set) var service: CatalogueNode?
  private(set) var policy: Policy?
  private var retiredTeams: [TeamNumber] = []

  mutating func take(_ entries: [DirectoryEntry]) throws {
    for entry in entries where (items[entry.key]?.position ?? .start) <= entry.position {
      items[entry.key] = entry
      switch try DirectoryItem.read(entry.bytes) {
      case .person(let person): people[person.number] = person
      case .team(let team): teams[team.number] = team
      case .service(let node): service = node
      case .policy(let policy): self.policy = policy
      case .lifecycle(_, let lifecycle): lifecycles[lifecycle.nameAndVersion] = lifecycle
      case .priorities, nil: break
      }
    }
    retiredTeams = teams.values.filter(\.isRetired).map(\.number).sorted()
  }

  /// The codes of the teams in use, ascending.
  var teamsInUse: [String] { teams.values.filter { !$0.isRetired }.map(\.code).sorted() }

  /// What it says about all whom a change concerns.
  func facts(for header: Header) -> DirectoryFacts {
    var (person, team): (PersonNumber?, TeamNumber?)
    switch header.body {
    case .create(let creation): (person, team) = (creation.requester, creation.team)
    case .transition(let step): (person, team) = (step.agent, step.team)
    case .contact(let change): person = change.person
    case .comment, .edit, .attachment, .void, .other: break
    }
    return DirectoryFacts(
      author: people[header.author]?.standing ?? .unknown,
      person: person.flatMap { people[$0]?.standing }, isReplicaActive: true,
      triageTeam: policy?.triageTeam ?? TeamNumber(rawValue: 0), retiredTeams: retiredTeams,
      isTeamRight: team.flatMap { teams[$0] }.map { header.kind == .create || !$0.isRetired }
        ?? (team == nil))
  }
}
