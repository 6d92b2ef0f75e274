package import EscaleCore

/// The directory as it stands: people, teams, catalogue, policy, lifecycles.
package struct DeskDirectory: Sendable {
  /// The position of its last edit.
  package private(set) var position: Position
  /// The position of the last edit of any sort when it was read, revocations included.
  var readAt = Position.start
  /// The epoch of its ledger: new numbers depend on it.
  var epoch: UInt64 = 1
  package private(set) var policy: Policy
  package private(set) var priorities: PriorityTable
  package private(set) var catalogue: Catalogue
  /// The teams that are no longer in use, ascending.
  package private(set) var retiredTeams: [TeamNumber] = []
  private var peopleByNumber: [PersonNumber: Person] = [:]
  private var peopleByName: [String: PersonNumber] = [:]
  private var teamsByNumber: [TeamNumber: Team] = [:]
  private var nodesByNumber: [UInt32: CatalogueNode] = [:]
  private var lifecyclesByNumber: [UInt32: Lifecycle] = [:]

  /// Nothing yet; a team that isn't there has the triage.
  init() {
    position = .start
    policy = Policy(triageTeam: TeamNumber(rawValue: 0))
    priorities = PriorityTable(rows: [])
    catalogue = Catalogue([])
  }

  /// Takes in items as of a position.
  mutating func apply(_ items: [DirectoryItem], at position: Position) {
    self.position = max(self.position, position)
    for item in items { apply(item) }
    retiredTeams = teams.filter(\.isRetired).map(\.number)
    guard items.contains(where: { if case .service = $0 { true } else { false } }) else { return }
    catalogue = Catalogue(nodes)
  }

  private mutating func apply(_ item: DirectoryItem) {
    switch item {
    case .person(let person):
      if let former = peopleByNumber[person.number] { peopleByName[former.name] = nil }
      peopleByNumber[person.number] = person
      peopleByName[person.name] = person.number
    case .team(let team): teamsByNumber[team.number] = team
    case .service(let node): nodesByNumber[node.number] = node
    case .policy(let policy): self.policy = policy
    case .priorities(let table): priorities = table
    case .lifecycle(let number, let lifecycle): lifecyclesByNumber[number] = lifecycle
    }
  }
}

extension DeskDirectory {
  /// Everybody, by ascending number.
  package var people: [Person] { peopleByNumber.values.sorted { $0.number < $1.number } }
  /// All teams, retired ones included, by ascending number.
  package var teams: [Team] { teamsByNumber.values.sorted { $0.number < $1.number } }
  /// All nodes of the catalogue, retired ones included, by ascending number.
  package var nodes: [CatalogueNode] { nodesByNumber.values.sorted { $0.number < $1.number } }
  /// All lifecycles, in the order in which they came.
  package var lifecycles: [Lifecycle] { numberedLifecycles.map(\.lifecycle) }

  var numberedLifecycles: [(number: UInt32, lifecycle: Lifecycle)] {
    lifecyclesByNumber.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The active agents of a team, by ascending number.
  package func agents(of team: TeamNumber) -> [Person] {
    peopleByNumber.values.filter { person in
      person.isActive && person.roles.contains(.agent) && person.teams.contains(team)
    }.sorted { $0.number < $1.number }
  }

  /// A person by number, disabled ones included.
  package func person(_ number: PersonNumber) -> Person? { peopleByNumber[number] }

  /// A person by login name; case counts.
  package func person(named name: String) -> Person? {
    peopleByName[name].flatMap { peopleByNumber[$0] }
  }

  package func team(_ number: TeamNumber) -> Team? { teamsByNumber[number] }

  /// The active agents of a team, in no order.
  func agents(of team: TeamNumber) -> [PersonNumber] {
    peopleByNumber.values.lazy
      .filter { $0.isActive && $0.roles.contains(.agent) && $0.teams.contains(team) }
      .map(\.number)
  }

  /// A team by its code; bytes are compared, case counts.
  package func team(code: String) -> Team? {
    teamsByNumber.values.first { $0.code.utf8.elementsEqual(code.utf8) }
  }

  func node(_ number: UInt32) -> CatalogueNode? { nodesByNumber[number] }

  /// The lifecycle of a name and version.
  package func lifecycle(_ wanted: LifecycleVersion) -> Lifecycle? {
    lifecyclesByNumber.values.first { $0.nameAndVersion == wanted }
  }

  /// The highest version of a lifecycle.
  package func lifecycle(named name: String) -> Lifecycle? {
    lifecyclesByNumber.values.filter { $0.name.utf8.elementsEqual(name.utf8) }
      .max { $0.version < $1.version }
  }

  /// The team in whose hands a request is that names this one, or none.
  package func responsibleTeam(_ team: TeamNumber?) -> TeamNumber {
    guard let team, teamsByNumber[team]?.isRetired != true else { return policy.triageTeam }
    return team
  }
}

extension DeskDirectory {
  /// The present directory of a ledger.
  static func load(from transaction: any LedgerTransaction) throws -> DeskDirectory {
    var directory = DeskDirectory()
    let entries = try transaction.items(after: .start)
    let items = try entries.compactMap { entry in
      try reading { try DirectoryItem.read(entry.bytes) }
    }
    directory.apply(items, at: entries.map(\.position).max() ?? .start)
    return directory
  }
}
