/// A day of the proleptic Gregorian calendar, of the years 1 to 9999.
///
/// Days count from 1 January 1970. No time zone is meant.
package struct CalendarDate: Hashable, Comparable, Sendable {
  /// Days since 1 January 1970; negative before.
  package let daysSince1970: Int

  /// The days that can be spoken of: 0001-01-01 to 9999-12-31.
  package static let days = -719_162...2_932_896

  /// The day, or nothing where it lies outside the years 1 to 9999.
  package init?(daysSince1970: Int) {
    guard Self.days.contains(daysSince1970) else { return nil }
    self.daysSince1970 = daysSince1970
  }

  /// The day, or nothing where the calendar has no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.dayCount(ofMonth: month, year: year)).contains(day)
    else { return nil }
    daysSince1970 = Self.daysSince1970(year: year, month: month, day: day)
  }

  package static func < (left: Self, right: Self) -> Bool {
    left.daysSince1970 < right.daysSince1970
  }

  /// The day of the week, from 1 (Monday) to 7 (Sunday).
  package var weekday: Int { ((daysSince1970 + 3) % 7 + 7) % 7 + 1 }

  /// The day that many days later, or nothing where it lies beyond the calendar.
  package func adding(days: Int) -> CalendarDate? {
    let (sum, overflows) = daysSince1970.addingReportingOverflow(days)
    return overflows ? nil : CalendarDate(daysSince1970: sum)
  }

  private static func dayCount(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}
