import EscaleCore

/// A lifecycle as numbers: what the enumeration steps through.
struct EnumeratedLifecycle: Sendable {
  /// One way out of a state.
  struct Way: Sendable {
    /// The row's index in the lifecycle.
    let row: Int
    let to: Int
    let rank: UInt8
  }

  let lifecycle: Lifecycle
  /// By state and role.
  private let ways: [[[Way]]]

  init(_ lifecycle: Lifecycle) {
    self.lifecycle = lifecycle
    let ranks = Self.ranks(lifecycle)
    ways = lifecycle.states.map { state in
      ReplicaRole.allCases.map { role in
        lifecycle.transitions.indices.compactMap { index in
          let row = lifecycle.transitions[index]
          guard row.from.contains(state.state), ReplicaRole(row.by) == role else { return nil }
          let to = row.destination(namesTeam: row.namesTeam)
          return Self.index(of: to, lifecycle).map { Way(row: index, to: $0, rank: ranks[index]) }
        }
      }
    }
  }

  func ways(from state: Int, _ role: ReplicaRole) -> [Way] { ways[state][role.rawValue] }

  func rank(ofRow row: Int) -> UInt8 { Self.ranks(lifecycle)[row] }

  func index(of state: State) -> Int? { Self.index(of: state, lifecycle) }

  private static func index(of state: State, _ lifecycle: Lifecycle) -> Int? {
    lifecycle.states.firstIndex { $0.state == state }
  }

  private static func ranks(_ lifecycle: Lifecycle) -> [UInt8] {
    let precedences = Set(lifecycle.transitions.map(\.precedence)).sorted()
    return lifecycle.transitions.map { row in
      UInt8(1 + (precedences.firstIndex(of: row.precedence) ?? 0))
    }
  }
}

extension TransitionRow {
  /// Whether the enumeration's changes by this row name a team.
  var namesTeam: Bool { needs.contains(.team) }
}
