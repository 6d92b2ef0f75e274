import Ledger
import Synchronization

/// A clock that stands still until it is told to go on.
package final class SimulatedClock: LedgerClock {
  /// In milliseconds since 1970 UTC: the first of September 2026, at eight in Paris.
  package static let start: Int64 = 1_788_242_400_000

  private let time = Mutex(SimulatedClock.start)

  package init() {}

  package var now: Int64 { time.withLock { $0 } }

  package func advance(milliseconds: Int64) { time.withLock { $0 += milliseconds } }
}
