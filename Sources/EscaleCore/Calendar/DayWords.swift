/// The words that name a day, and how many days ahead it lies.
enum DayWords {
  /// How far ahead a day may be named: longer than the calendar.
  private static let digitLimit = 7

  private static let relative: [String: Int] = [
    "aujourd'hui": 0, "aujourdhui": 0, "today": 0,
    "demain": 1, "tomorrow": 1,
    "apres-demain": 2, "apres demain": 2,
  ]

  private static let weekdays: [String: Int] = [
    "lundi": 1, "mardi": 2, "mercredi": 3, "jeudi": 4, "vendredi": 5, "samedi": 6,
    "dimanche": 7,
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6,
    "sunday": 7,
  ]

  private static let units: [String: Int] = [
    "j": 1, "jour": 1, "jours": 1, "d": 1, "day": 1, "days": 1,
    "s": 7, "semaine": 7, "semaines": 7, "w": 7, "week": 7, "weeks": 7,
  ]

  /// How many days after today the words, folded, mean; or nothing.
  static func days(_ text: String, today: CalendarDate) -> Int? {
    if let days = relative[text] { return days }
    if let weekday = weekdays[text] { return (weekday - today.weekday + 6) % 7 + 1 }
    for beginning in ["dans ", "in ", "+"] where text.utf8.starts(with: beginning.utf8) {
      return span(text.utf8.dropFirst(beginning.utf8.count))
    }
    return nil
  }

  /// `3 jours`, `3j`, `2 weeks`.
  private static func span(_ text: Substring.UTF8View) -> Int? {
    let digits = text.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard digits.count <= digitLimit, let count = Int(String(Substring(digits))) else {
      return nil
    }
    let unit = text.dropFirst(digits.count).drop { $0 == UInt8(ascii: " ") }
    return units[String(Substring(unit))].map { count * $0 }
  }
}
