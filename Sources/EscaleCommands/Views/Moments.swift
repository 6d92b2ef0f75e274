import Console
import EscaleCore

/// Moments as people read them, by this machine's clock and time zone.
struct Moments {
  let now: Timestamp
  let language: Language

  /// `2026-03-02 09:00`.
  func text(_ milliseconds: Int64) -> String {
    let moment = Timestamp(milliseconds: milliseconds)
    return moment.localText(offsetMinutes: LocalClock.offsetMinutes(at: moment))
  }

  /// `2026-03-02 09:00 (2 h ago)`.
  func full(_ milliseconds: Int64) -> String {
    "\(text(milliseconds)) (\(relative(milliseconds)))"
  }

  /// `2 h ago`.
  func relative(_ milliseconds: Int64) -> String {
    RelativeTime.words(for: Timestamp(milliseconds: milliseconds), now: now)[language]
  }
}
