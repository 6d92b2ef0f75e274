/// A moment: milliseconds since 1 January 1970, 00:00 UTC, without leap seconds.
///
/// Always within the years 1 to 9999, so that it can be written as RFC 3339.
package struct Timestamp: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970, UTC.
  package let milliseconds: Int64

  package static let millisecondsPerDay: Int64 = 86_400_000

  /// The first moment of year 1.
  package static let earliest = Timestamp(milliseconds: .min)
  /// The last millisecond of year 9999.
  package static let latest = Timestamp(milliseconds: .max)

  private static let range =
    Int64(CalendarDate.days.lowerBound)
    * millisecondsPerDay...(Int64(CalendarDate.days.upperBound) + 1) * millisecondsPerDay - 1

  /// The moment; one beyond the years 1 to 9999 becomes the nearest within.
  package init(milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, Self.range.lowerBound), Self.range.upperBound)
  }

  /// The moment, or nothing where it lies beyond the years 1 to 9999: for what others claim.
  package init?(exactly milliseconds: Int64) {
    guard Self.range.contains(milliseconds) else { return nil }
    self.milliseconds = milliseconds
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The moment that many milliseconds later, or the nearest that can be written.
  package func adding(milliseconds: Int64) -> Timestamp {
    let (sum, overflows) = self.milliseconds.addingReportingOverflow(milliseconds)
    guard overflows else { return Timestamp(milliseconds: sum) }
    return milliseconds < 0 ? .earliest : .latest
  }

  /// The moment that many days of 24 hours later, or the nearest that can be written.
  package func adding(days: Int) -> Timestamp {
    let (span, overflows) = Int64(days).multipliedReportingOverflow(by: Self.millisecondsPerDay)
    guard overflows else { return adding(milliseconds: span) }
    return days < 0 ? .earliest : .latest
  }

  /// How many milliseconds have passed since another moment; negative where it is yet to come.
  package func milliseconds(since other: Timestamp) -> Int64 { milliseconds - other.milliseconds }
}
