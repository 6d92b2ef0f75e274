package import EscaleCore
import Glibc

/// The time zone of this machine.
package enum LocalClock {
  /// How many minutes the local clock is ahead of UTC at a moment.
  package static func offsetMinutes(at moment: Timestamp) -> Int {
    var seconds = time_t(moment.milliseconds / 1000)
    var parts = tm()
    guard localtime_r(&seconds, &parts) != nil else { return 0 }
    return parts.tm_gmtoff / 60
  }

  /// The moment that a date means that was typed here and now.
  ///
  /// - Throws: ``DateWordsError``.
  package static func parse(_ text: String, now: Timestamp) throws(DateWordsError) -> Timestamp {
    let offset = offsetMinutes(at: now)
    let today = now.date(offsetMinutes: offset)
    let moment = try DateWords.parse(text, today: today, offsetMinutes: offset)
    // Summer time may have begun or ended by then: read again with the offset of that day.
    return try DateWords.parse(text, today: today, offsetMinutes: offsetMinutes(at: moment))
  }
}
