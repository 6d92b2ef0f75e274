import Ledger
import Synchronization

/// The clock of one machine: the world's time, and how wrong it is.
package final class MachineClock: LedgerClock {
  /// How a clock goes.
  package enum Gait: Int64, CaseIterable, Sendable {
    case frozen = 1
    /// It goes back a second each time that somebody looks.
    case falling
    /// It goes as it should, however wrong it is.
    case steady
    case thirtyYearsAhead
    case thirtyYearsBack
    /// It goes, and is right.
    case right
  }

  private struct State {
    /// How far it is ahead of the world.
    var error: Int64 = 0
    /// What it shows where it doesn't go.
    var frozen: Int64?
    var isFalling = false
  }

  private static let thirtyYears: Int64 = 10_957 * 86_400_000

  private let world: SimulatedClock
  private let state = Mutex(State())

  package init(_ world: SimulatedClock) { self.world = world }

  package var now: Int64 {
    let time = world.now
    return state.withLock { state in
      if state.isFalling { state.error -= 1_000 }
      return max(0, state.frozen ?? time + state.error)
    }
  }

  /// How much later it may be than it shows the next time.
  package var lenience: Int64 { state.withLock { $0.isFalling ? 600_000 : 0 } }

  /// The world's time, which nobody sets.
  package var steady: Int64 { world.now }

  /// Jumps by so many milliseconds.
  package func jump(_ milliseconds: Int64) {
    state.withLock { state in
      state.error += milliseconds
      state.frozen = state.frozen.map { $0 + milliseconds }
    }
  }

  package func take(_ gait: Gait) {
    let shown = now
    let time = world.now
    state.withLock { state in
      switch gait {
      case .frozen: state.frozen = shown
      case .falling: state = State(error: shown - time, isFalling: true)
      case .steady: state = State(error: shown - time)
      case .thirtyYearsAhead: state = State(error: Self.thirtyYears)
      case .thirtyYearsBack: state = State(error: -Self.thirtyYears)
      case .right: state = State()
      }
    }
  }
}
