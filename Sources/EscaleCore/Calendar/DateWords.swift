/// Dates as people type them: ISO 8601, or words in French and English alike.
///
/// `2026-03-02`, `2026-03-02T14:30`, `2026-03-02T14:30:00+01:00`, `demain`, `après-demain`,
/// `lundi`, `monday`, `dans 3 jours`, `in 2 weeks`, `+3j`, `+3d`, `+2s`, `+2w`.
/// The language of the words needn't be that of the program.
package enum DateWords {
  /// The hour at which a day begins whose time wasn't said.
  package static let hourWhenUnsaid = 8
  /// The most bytes that are read as a date.
  package static let byteLimit = 64

  /// The moment that the text means.
  ///
  /// A time without an offset is by the local clock, which says `today` and is `offsetMinutes`
  /// ahead of UTC; a date without a time means 08:00 by it. The name of a weekday means the next
  /// such day, never today.
  ///
  /// - Throws: ``DateWordsError``.
  package static func parse(
    _ text: String, today: CalendarDate, offsetMinutes: Int
  ) throws(DateWordsError) -> Timestamp {
    guard text.utf8.count <= byteLimit else { throw .notADate(text) }
    let folded = FoldedText.fold(text)
    if let moment = moment(folded, offsetMinutes: offsetMinutes) { return moment }
    guard let days = DayWords.days(folded, today: today) else { throw .notADate(text) }
    guard let date = today.adding(days: days) else { throw .beyondCalendar(text) }
    return morning(of: date, offsetMinutes: offsetMinutes)
  }

  /// 08:00 of a day by the local clock.
  package static func morning(of date: CalendarDate, offsetMinutes: Int) -> Timestamp {
    Timestamp(
      date: date, millisecondOfDay: Int64(hourWhenUnsaid) * 3_600_000,
      offsetMinutes: offsetMinutes)
  }

  private static func moment(_ text: String, offsetMinutes: Int) -> Timestamp? {
    var scanner = DateScanner(text)
    guard let date = scanner.date() else { return nil }
    if scanner.isAtEnd { return morning(of: date, offsetMinutes: offsetMinutes) }
    guard scanner.takeDateTimeSeparator(), let time = scanner.millisecondOfDay() else {
      return nil
    }
    let offset = scanner.isAtEnd ? offsetMinutes : scanner.offsetMinutes()
    guard let offset, scanner.isAtEnd else { return nil }
    return Timestamp(date: date, millisecondOfDay: time, offsetMinutes: offset)
  }
}
