import Foundation

/// The time as the server has it: what alone fires timers and dates entries.
package protocol LedgerClock: Sendable {
  /// Milliseconds since 1970 UTC.
  var now: Int64 { get }
  /// Milliseconds since some moment that stays the same while the program runs: they go by whatever
  /// becomes of the date.
  var steady: Int64 { get }
}

extension LedgerClock {
  /// Of a clock that nobody sets: its date.
  package var steady: Int64 { now }
}

/// The machine's own clock.
package struct SystemClock: LedgerClock {
  private static let start = ContinuousClock.now

  package init() {}

  package var now: Int64 { Int64(Date().timeIntervalSince1970 * 1_000) }

  package var steady: Int64 {
    let (seconds, parts) = (ContinuousClock.now - Self.start).components
    return seconds * 1_000 + parts / 1_000_000_000_000_000
  }
}
