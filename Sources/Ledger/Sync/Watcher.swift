import EscaleCore

/// As what somebody sees a request: what he may read of it depends on that.
enum SeenAs: Hashable {
  case nothing
  /// As its requester, a contact, or the one who created it: no private notes.
  case requester
  /// As a member of its team or its agent: private notes too.
  case agent
  /// As an administrator: what was denied to others too.
  case administrator
}

/// A user of a replica, with all that he was allowed to be.
struct Watcher {
  let person: PersonNumber
  /// What he was from which position on, ascending; neighbours differ.
  let standings: [(since: Position, standing: PersonStanding)]

  init(_ person: PersonNumber, in transaction: any LedgerTransaction) throws {
    self.person = person
    let key = DirectoryItem.Key(kind: DirectoryKind.person, number: person.rawValue)
    var standings: [(since: Position, standing: PersonStanding)] = []
    for entry in try transaction.versions(of: key) {
      guard case .person(let item) = try reading({ try DirectoryItem.read(entry.bytes) }),
        standings.last?.standing != item.standing
      else { continue }
      standings.append((entry.position, item.standing))
    }
    self.standings = standings
  }

  func standing(at position: Position) -> PersonStanding {
    standings.last { $0.since <= position }?.standing ?? .unknown
  }

  /// Whether he was an administrator all the way from one position to another.
  func isAdministrator(from: Position, through: Position) -> Bool {
    standing(at: from).roles.contains(.admin)
      && standings.allSatisfy {
        !(from < $0.since && $0.since <= through) || $0.standing.roles.contains(.admin)
      }
  }

  /// Whether he was an administrator at some position from one to another.
  func wasAdministrator(from: Position, through: Position) -> Bool {
    standing(at: from).roles.contains(.admin)
      || standings.contains {
        from < $0.since && $0.since <= through && $0.standing.roles.contains(.admin)
      }
  }

  /// Whether what he is allowed to be changed after one position and up to another.
  func hasChanged(after: Position, through: Position) -> Bool {
    standings.contains { after < $0.since && $0.since <= through }
  }

  /// By what he can have seen requests at a position or later, ascending.
  func holders(from position: Position) -> [Grant.Holder] {
    var teams = Set(standing(at: position).teams)
    for later in standings where later.since > position { teams.formUnion(later.standing.teams) }
    return [.requester(person), .agent(person)] + teams.sorted().map(Grant.Holder.team)
  }

  /// As what he sees, at a position, a request with these grants.
  ///
  /// For an administrator all grants of the request are needed: it exists from the first on.
  func sees(_ grants: [Grant], at position: Position) -> SeenAs {
    let standing = standing(at: position)
    if standing.roles.contains(.admin) {
      return grants.contains { $0.since <= position } ? .administrator : .nothing
    }
    var seen = SeenAs.nothing
    for grant in grants where grant.isOpen(at: position) {
      switch grant.holder {
      case .requester(person): seen = .requester
      case .agent(person) where standing.roles.contains(.agent): return .agent
      case .team(let team) where standing.roles.contains(.agent) && standing.teams.contains(team):
        return .agent
      default: continue
      }
    }
    return seen
  }
}
