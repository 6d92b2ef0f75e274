import Synchronization
import TestSupport

/// One stream of seeded random bytes for all who ask, from any thread.
package final class SharedRandom: Sendable {
  private let random: Mutex<SeededRandom>

  package init(seed: UInt64) { random = Mutex(SeededRandom(seed: seed)) }

  package func bytes(_ count: Int) -> [UInt8] { random.withLock { $0.bytes(count) } }

  package func number(_ range: ClosedRange<Int>) -> Int { random.withLock { $0.number(range) } }
}
