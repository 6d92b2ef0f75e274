import EscaleCore

/// Where the histories begin: a short way from a creation, which everybody has seen.
package struct CausalStart: Sendable, CustomStringConvertible {
  let hasTeam: Bool
  /// The rows used after the creation, by index.
  let rows: [Int]
  let state: Int
  let weight: PackedWeight
  package let description: String

  /// One start for each state that isn't final and where a request can rest, each by a shortest
  /// way; in the lifecycle's order of states.
  package static func all(_ lifecycle: Lifecycle) -> [CausalStart] {
    let numbers = EnumeratedLifecycle(lifecycle)
    var found: [Int: CausalStart] = [:]
    var queue = creations(numbers)
    while !queue.isEmpty {
      let start = queue.removeFirst()
      guard found[start.state] == nil else { continue }
      found[start.state] = start
      for role in ReplicaRole.allCases {
        queue += numbers.ways(from: start.state, role).map { start.adding($0, numbers) }
      }
    }
    return lifecycle.states.indices
      .filter { !lifecycle.states[$0].isFinal }
      .compactMap { found[$0] }
  }

  private static func creations(_ numbers: EnumeratedLifecycle) -> [CausalStart] {
    let lifecycle = numbers.lifecycle
    guard let row = lifecycle.transitions.firstIndex(where: { $0.verb == .create }) else {
      return []
    }
    let weight = PackedWeight().adding(numbers.rank(ofRow: row))
    return [false, true].compactMap { hasTeam in
      let state = lifecycle.transitions[row].destination(namesTeam: hasTeam)
      return numbers.index(of: state).map {
        CausalStart(
          hasTeam: hasTeam, rows: [], state: $0, weight: weight, description: state.rawValue)
      }
    }
  }

  private func adding(
    _ way: EnumeratedLifecycle.Way, _ numbers: EnumeratedLifecycle
  ) -> CausalStart {
    CausalStart(
      hasTeam: hasTeam, rows: rows + [way.row], state: way.to, weight: weight.adding(way.rank),
      description: numbers.lifecycle.states[way.to].state.rawValue)
  }
}
