extension Timestamp {
  /// How far a local clock may be from UTC, in minutes.
  ///
  /// ISO 8601 can write up to 23:59; anything beyond is taken as that.
  package static let offsetMinutes = -1439...1439

  /// The moment of a time of day on a date, by a clock that many minutes ahead of UTC.
  ///
  /// - Parameters:
  ///   - date: The day by that clock.
  ///   - millisecondOfDay: The time since that day began, in milliseconds.
  ///   - offsetMinutes: How far the clock is ahead of UTC, in minutes.
  package init(date: CalendarDate, millisecondOfDay: Int64, offsetMinutes: Int) {
    let midnight = Timestamp(
      milliseconds: Int64(date.daysSince1970) * Self.millisecondsPerDay)
    self =
      midnight.adding(milliseconds: millisecondOfDay)
      .adding(milliseconds: -Self.milliseconds(ofOffset: offsetMinutes))
  }

  /// The day by a clock that many minutes ahead of UTC.
  package func date(offsetMinutes: Int) -> CalendarDate { local(offsetMinutes).date }

  /// The day and the time of day by a clock that many minutes ahead of UTC.
  func local(_ offsetMinutes: Int) -> (date: CalendarDate, millisecondOfDay: Int64) {
    let local = adding(milliseconds: Self.milliseconds(ofOffset: offsetMinutes)).milliseconds
    var days = local / Self.millisecondsPerDay
    var rest = local % Self.millisecondsPerDay
    if rest < 0 {
      days -= 1
      rest += Self.millisecondsPerDay
    }
    guard let date = CalendarDate(daysSince1970: Int(days)) else {
      preconditionFailure("a timestamp lies within the calendar")
    }
    return (date, rest)
  }

  private static func milliseconds(ofOffset minutes: Int) -> Int64 {
    Int64(min(max(minutes, offsetMinutes.lowerBound), offsetMinutes.upperBound)) * 60_000
  }
}
