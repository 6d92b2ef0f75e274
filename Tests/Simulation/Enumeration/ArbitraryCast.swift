import EscaleCore

/// Who is at the arbitrary desk, and how far each device has come.
struct ArbitraryCast {
  /// Agents of two teams, one of triage, and two who only ask; by number.
  static let persons = [11, 12, 13, 21, 22]
  static let teams = [1, 2, 3]
  static let triage = 3
  static let outsiders = 99

  /// The server's replica first, then a device for each person, named like him.
  static let replicas = [ModelLedger.serverReplica] + persons

  private var sequences: [Int: Int] = [:]
  /// The position up to which a device holds the ledger.
  var held: [Int: Int] = [:]

  func lastSequence(_ replica: Int) -> Int { sequences[replica] ?? 0 }

  mutating func record(_ id: ChangeID) {
    sequences[Int(id.replica.rawValue)] = Int(id.sequence)
  }

  static func number(_ name: String) -> PersonNumber {
    PersonNumber(rawValue: UInt32(name) ?? PersonNumber.system.rawValue)
  }

  static func name(_ number: Int) -> String { number == 0 ? ModelLedger.system : "\(number)" }

  static let directory = ModelDirectory(
    people: [
      "11": .init(isAgent: true, teams: ["1"]), "12": .init(isAgent: true, teams: ["1", "2"]),
      "13": .init(isAgent: true, teams: ["3"]), "21": .init(isAgent: false),
      "22": .init(isAgent: false),
    ],
    devices: Dictionary(uniqueKeysWithValues: persons.map { ($0, .init(user: "\($0)")) }),
    triageTeam: "\(triage)")

  /// What the engine is told of a directory for one change.
  static func facts(_ change: ModelChange, _ directory: ModelDirectory) -> DirectoryFacts {
    let concerned =
      change.kind == .transition && !change.creates ? change.agent : change.person
    let device = directory.devices[change.id.replica]
    let isServer = change.id.replica == ModelLedger.serverReplica
    return DirectoryFacts(
      author: standing(change.author, directory) ?? .unknown,
      person: concerned.flatMap { standing($0, directory) },
      isReplicaActive: isServer || device?.isActive == true,
      triageTeam: TeamNumber(rawValue: UInt32(directory.triageTeam) ?? 0),
      retiredTeams: directory.retiredTeams.compactMap { UInt32($0) }.map(TeamNumber.init),
      isTeamRight: !isHandOverToTeamOutOfUse(change, directory))
  }

  private static func isHandOverToTeamOutOfUse(
    _ change: ModelChange, _ directory: ModelDirectory
  ) -> Bool {
    guard change.kind == .transition, !change.creates, let team = change.team else { return false }
    return directory.retiredTeams.contains(team)
  }

  private static func standing(_ name: String, _ directory: ModelDirectory) -> PersonStanding? {
    if name == ModelLedger.system {
      return PersonStanding(isActive: true, roles: [], teams: [])
    }
    return directory.people[name].map { person in
      PersonStanding(
        isActive: person.isActive, roles: person.isAgent ? [.requester, .agent] : .requester,
        teams: person.teams.compactMap { UInt32($0) }.map(TeamNumber.init))
    }
  }
}
