// Between counted days and year, month, day. Years begin in March here, so that the leap day is
// the last of its year, and come in eras of 400 (146,097 days).
// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.
extension CalendarDate {
  /// Days from year 0, March 1 (where the eras begin) to 1 January 1970.
  private static let daysFromEraStart = 719_468
  private static let daysInEra = 146_097

  /// The year, month and day of the month.
  package var civil: (year: Int, month: Int, day: Int) {
    // Never negative: the first day of year 1 comes after the first March of year 0.
    let days = daysSince1970 + Self.daysFromEraStart
    let era = days / Self.daysInEra
    let dayOfEra = days % Self.daysInEra
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
  }

  /// The counted day of a valid year, month and day.
  static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = shiftedYear / 400
    let yearOfEra = shiftedYear % 400
    let monthFromMarch = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * daysInEra + dayOfEra - daysFromEraStart
  }
}
