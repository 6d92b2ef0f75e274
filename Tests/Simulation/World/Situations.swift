import Synchronization

/// How often each named situation came up: what a simulation never meets, it doesn't prove.
package final class Situations: Sendable {
  private let counts = Mutex<[String: Int]>([:])

  package init() {}

  package func note(_ situation: String, _ count: Int = 1) {
    guard count > 0 else { return }
    counts.withLock { $0[situation, default: 0] += count }
  }

  /// Adds what another world has met.
  package func add(_ other: Situations) {
    for (situation, count) in other.sorted { note(situation, count) }
  }

  /// In the order of their names' bytes.
  package var sorted: [(situation: String, count: Int)] {
    counts.withLock { counts in
      counts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { ($0.key, $0.value) }
    }
  }
}
