import EscaleCore

/// The people of the enumeration: one of each role, with a device for each replica, who may do
/// whatever his kind may; only the lifecycle and the merge are in question.
enum EnumerationCast {
  static let team = TeamNumber(rawValue: 1)
  static let triage = TeamNumber(rawValue: 2)
  /// The date of every postponement, in milliseconds since 1970 UTC.
  static let date: Int64 = 1

  static func number(_ role: ReplicaRole) -> PersonNumber {
    switch role {
    case .agent: PersonNumber(rawValue: 2)
    case .requester: PersonNumber(rawValue: 1)
    case .system: .system
    }
  }

  static func name(_ role: ReplicaRole) -> String {
    switch role {
    case .agent: "agent"
    case .requester: "requester"
    case .system: ModelLedger.system
    }
  }

  /// What the engine is told of the directory.
  static func facts(_ author: PersonNumber) -> DirectoryFacts {
    author == number(.agent) ? agentFacts : requesterFacts
  }

  private static let agentFacts = facts(agent)
  private static let requesterFacts = facts(
    PersonStanding(isActive: true, roles: .requester, teams: []))
  private static let agent = PersonStanding(
    isActive: true, roles: [.requester, .agent], teams: [team, triage])

  private static func facts(_ author: PersonStanding) -> DirectoryFacts {
    DirectoryFacts(
      author: author, person: agent, isReplicaActive: true, triageTeam: triage, retiredTeams: [],
      isTeamRight: true)
  }

  /// The same for the model, with the devices of a crew.
  static func directory(_ crew: [ReplicaRole]) -> ModelDirectory {
    var directory = ModelDirectory(
      people: [
        name(.agent): .init(isAgent: true, teams: ["\(team.rawValue)", "\(triage.rawValue)"]),
        name(.requester): .init(isAgent: false),
      ],
      devices: [
        Int(Spelling.agentAtStart): .init(user: name(.agent)),
        Int(Spelling.requesterAtStart): .init(user: name(.requester)),
      ],
      triageTeam: "\(triage.rawValue)")
    for (index, role) in crew.enumerated() where role != .system {
      directory.devices[Int(Spelling.firstOfCrew) + index] = .init(user: name(role))
    }
    return directory
  }
}
