import EscaleCore

/// The people and teams of the tests: a small desk that everybody knows by heart.
package enum Cast: UInt32, CaseIterable, Sendable {
  /// Whose request it is.
  case claire = 10
  /// Has nothing to do with it.
  case denis = 11
  /// Three agents of the team that gets it.
  case amelie = 20
  case bruno = 21
  case emile = 24
  /// An agent of another team.
  case chloe = 22
  /// An agent of the triage team.
  case tristan = 23
  /// What the server does by itself.
  case system = 0

  package var number: PersonNumber { PersonNumber(rawValue: rawValue) }

  /// Everybody has one device; the system has the server's.
  package var replica: ReplicaID {
    self == .system ? .server : ReplicaID(rawValue: rawValue)
  }

  package var standing: PersonStanding {
    PersonStanding(
      isActive: true, roles: teams.isEmpty ? .requester : [.requester, .agent], teams: teams)
  }

  private var teams: [TeamNumber] {
    switch self {
    case .amelie, .bruno, .emile: [.proximity]
    case .chloe: [.network]
    case .tristan: [.triage]
    case .claire, .denis, .system: []
    }
  }

  /// What the directory says about all whom a change concerns.
  package static func facts(_ header: Header) -> DirectoryFacts {
    DirectoryFacts(
      author: standing(header.author) ?? .unknown,
      person: header.concernedPerson.flatMap { standing($0) }, isReplicaActive: true,
      triageTeam: .triage, retiredTeams: [],
      isTeamRight: header.namedTeam.map { TeamNumber.all.contains($0) } ?? true)
  }

  private static func standing(_ number: PersonNumber) -> PersonStanding? {
    Cast(rawValue: number.rawValue)?.standing
  }
}

extension TeamNumber {
  package static let proximity = TeamNumber(rawValue: 1)
  package static let network = TeamNumber(rawValue: 2)
  package static let triage = TeamNumber(rawValue: 9)

  fileprivate static let all = [proximity, network, triage]
}

extension Header {
  fileprivate var concernedPerson: PersonNumber? {
    switch body {
    case .create(let creation): creation.requester
    case .transition(let step): step.agent
    case .contact(let contact): contact.person
    case .comment, .edit, .attachment, .void, .other: nil
    }
  }

  fileprivate var namedTeam: TeamNumber? {
    switch body {
    case .create(let creation): creation.team
    case .transition(let step): step.team
    case .comment, .edit, .contact, .attachment, .void, .other: nil
    }
  }
}
