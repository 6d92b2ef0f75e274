import EscaleCore

/// Holds what the server does by itself when its clock has jumped by more than a day while the
/// program runs: what closes, expires and erases would come at once, and couldn't be taken back.
///
/// Whoever sets the clock right lets it go on. Where the clock is right now and was wrong before, a
/// new start of the program takes it as it is, and so does the command that acts by hand.
struct ClockGuard: Sendable {
  /// How far the date may have moved otherwise than time has gone by.
  private static let limitMilliseconds = Timestamp.millisecondsPerDay

  private let clock: any LedgerClock
  /// How far the date is ahead of the time that goes by, when the program began.
  private let difference: Int64

  init(_ clock: any LedgerClock) {
    self.clock = clock
    difference = clock.now &- clock.steady
  }

  /// - Throws: ``LedgerError/clockJumped(milliseconds:)``.
  func check() throws {
    let jump = clock.now &- clock.steady &- difference
    guard jump.magnitude <= Self.limitMilliseconds.magnitude else {
      throw LedgerError.clockJumped(milliseconds: jump)
    }
  }
}
