import EscaleCore
import Ledger
import TestSupport

/// One edit of the directory: a right given or withdrawn.
struct DirectoryChange {
  /// Whom it concerns, where it is a person.
  let name: String
  private let kind: Kind

  private enum Kind {
    case revocation(ReplicaID?)
    case activity(Bool)
    case teams([TeamNumber])
    case retirement(TeamNumber)
    case role(Roles)
    case lifecycle
  }

  init(
    _ event: SimulatedEvent, people: [String], device: ReplicaID?, _ random: inout SeededRandom
  ) {
    let drawn = random.pick(people.dropFirst()) ?? "karim"
    name = event.number == 10 ? "karim" : drawn
    switch event.number {
    case 1: kind = .revocation(device)
    case 2, 3: kind = .activity(event.number == 3)
    case 4, 5:
      let teams = [[1], [2], [1, 2], [3], []].map { $0.map { TeamNumber(rawValue: $0) } }
      kind = .teams(random.pick(teams) ?? [])
    case 6: kind = .retirement(TeamNumber(rawValue: UInt32(random.number(1...2))))
    case 7: kind = .role(.admin)
    case 9: kind = .lifecycle
    // What he may do comes and goes who has a program of his own.
    case 10:
      let teams = [[], [], [1], [1], [1, 3], [3]].map { $0.map { TeamNumber(rawValue: $0) } }
      kind = random.once(in: 4) ? .role(.agent) : .teams(random.pick(teams) ?? [])
    default: kind = .role(.agent)
    }
  }

  func make(on ledger: DeskLedger) async throws {
    switch kind {
    case .revocation(let replica): if let replica { try await ledger.revoke(replica) }
    case .activity(let isActive): try await amend(ledger) { $0.isActive = isActive }
    case .teams(let teams): try await amend(ledger) { $0.teams = teams }
    case .role(let role): try await amend(ledger) { $0.roles.formSymmetricDifference(role) }
    case .lifecycle:
      try await ledger.amendDirectory { draft in
        var policy = draft.directory.policy
        let other = draft.directory.lifecycles.map(\.nameAndVersion).filter {
          $0 != policy.lifecycle
        }
        policy.lifecycle = other.min { $0.name < $1.name } ?? policy.lifecycle
        draft.put(.policy(policy))
      }
    case .retirement(let number):
      try await ledger.amendDirectory { draft in
        guard var team = draft.directory.team(number) else { return }
        team.isRetired.toggle()
        draft.put(.team(team))
      }
    }
  }

  private func amend(
    _ ledger: DeskLedger, _ body: @escaping @Sendable (inout Person) -> Void
  ) async throws {
    try await ledger.amendDirectory { [name] draft in
      guard var person = draft.directory.person(named: name) else { return }
      body(&person)
      draft.put(.person(person))
    }
  }
}
