import Ledger
import Synchronization

/// The clock of one machine: the world's time, and how wrong it is.
package final class MachineClock: LedgerClock {
  private let world: SimulatedClock
  private let error = Mutex<Int64>(0)

  package init(_ world: SimulatedClock) { self.world = world }

  package var now: Int64 { max(0, world.now + error.withLock { $0 }) }

  /// Jumps by so many milliseconds.
  package func jump(_ milliseconds: Int64) { error.withLock { $0 += milliseconds } }
}
