import EscaleCore

/// What a decision asks of the directory.
protocol DirectoryReading {
  func standing(of person: PersonNumber) throws -> PersonStanding?
  func isInUse(_ team: TeamNumber) throws -> Bool
  func teamsOutOfUse() throws -> [TeamNumber]
  func triageTeam() throws -> TeamNumber
  func service(code: String) throws -> CatalogueNode?
  func team(for service: CatalogueNode, answers: [String: String]) throws -> TeamNumber?
  /// A node of the catalogue, in use or not.
  func node(code: String) throws -> CatalogueNode?
  func isTeamInUse(code: String) throws -> Bool
  func isSomebodyActive(named name: String) throws -> Bool
}

extension DeskDirectory: DirectoryReading {
  func standing(of person: PersonNumber) -> PersonStanding? { self.person(person)?.standing }
  func isInUse(_ team: TeamNumber) -> Bool { self.team(team)?.isRetired == false }
  func teamsOutOfUse() -> [TeamNumber] { retiredTeams }
  func triageTeam() -> TeamNumber { policy.triageTeam }
  func service(code: String) -> CatalogueNode? { catalogue.service(code: code) }

  func node(code: String) -> CatalogueNode? { catalogue.node(code: code) }
  func isTeamInUse(code: String) -> Bool { team(code: code)?.isRetired == false }
  func isSomebodyActive(named name: String) -> Bool { person(named: name)?.isActive == true }

  func team(for service: CatalogueNode, answers: [String: String]) -> TeamNumber? {
    catalogue.team(for: service, answers: answers) { team(code: $0)?.number }
  }
}

/// The directory as it stood at a position, read from its past item by item.
struct DirectoryPast: DirectoryReading {
  let transaction: any LedgerTransaction
  let position: Position

  func standing(of person: PersonNumber) throws -> PersonStanding? {
    let key = DirectoryItem.Key(kind: DirectoryKind.person, number: person.rawValue)
    guard case .person(let person) = try item(key) else { return nil }
    return person.standing
  }

  func isInUse(_ team: TeamNumber) throws -> Bool {
    let key = DirectoryItem.Key(kind: DirectoryKind.team, number: team.rawValue)
    guard case .team(let team) = try item(key) else { return false }
    return !team.isRetired
  }

  func teamsOutOfUse() throws -> [TeamNumber] {
    try teams().filter(\.isRetired).map(\.number)
  }

  func triageTeam() throws -> TeamNumber {
    let key = DirectoryItem.Key(kind: DirectoryKind.policy, number: 0)
    guard case .policy(let policy) = try item(key) else { return TeamNumber(rawValue: 0) }
    return policy.triageTeam
  }

  func service(code: String) throws -> CatalogueNode? {
    try catalogue().service(code: code)
  }

  func team(for service: CatalogueNode, answers: [String: String]) throws -> TeamNumber? {
    let teams = try teams()
    return try catalogue().team(for: service, answers: answers) { code in
      teams.first { $0.code.utf8.elementsEqual(code.utf8) }?.number
    }
  }

  func node(code: String) throws -> CatalogueNode? { try catalogue().node(code: code) }

  func isTeamInUse(code: String) throws -> Bool {
    try teams().contains { $0.code.utf8.elementsEqual(code.utf8) && !$0.isRetired }
  }

  func isSomebodyActive(named name: String) throws -> Bool {
    try items(DirectoryKind.person).contains { item in
      guard case .person(let person) = item else { return false }
      return person.isActive && person.name.utf8.elementsEqual(name.utf8)
    }
  }

  private func catalogue() throws -> Catalogue {
    Catalogue(
      try items(DirectoryKind.service).compactMap { item in
        if case .service(let node) = item { node } else { nil }
      })
  }

  private func teams() throws -> [Team] {
    try items(DirectoryKind.team).compactMap { item in
      if case .team(let team) = item { team } else { nil }
    }
  }

  private func item(_ key: DirectoryItem.Key) throws -> DirectoryItem? {
    guard let entry = try transaction.item(key, at: position) else { return nil }
    return try reading { try DirectoryItem.read(entry.bytes) }
  }

  private func items(_ kind: UInt64) throws -> [DirectoryItem] {
    try transaction.items(ofKind: kind, at: position).compactMap { entry in
      try reading { try DirectoryItem.read(entry.bytes) }
    }
  }
}

/// The kinds of ``DirectoryItem/Key`` that the ledger asks for.
enum DirectoryKind {
  static let person: UInt64 = 1
  static let team: UInt64 = 2
  static let service: UInt64 = 3
  static let policy: UInt64 = 4
}
