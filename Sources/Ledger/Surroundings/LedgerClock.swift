import Foundation

/// The time as the server has it: what alone fires timers and dates entries.
package protocol LedgerClock: Sendable {
  /// Milliseconds since 1970 UTC.
  var now: Int64 { get }
}

/// The machine's own clock.
package struct SystemClock: LedgerClock {
  package init() {}

  package var now: Int64 { Int64(Date().timeIntervalSince1970 * 1_000) }
}
