import EscaleCore
import Testing

/// The dates that people type; today is Wednesday 4 March 2026, an hour ahead of UTC.
struct DateWordsTests {
  private func read(_ text: String) throws -> String {
    let today = try #require(CalendarDate("2026-03-04"))
    return try DateWords.parse(text, today: today, offsetMinutes: 60)
      .localText(offsetMinutes: 60)
  }

  @Test(arguments: [
    ("2026-05-01", "2026-05-01 08:00"), ("2026-05-01T14:30", "2026-05-01 14:30"),
    ("2026-05-01 14:30:15", "2026-05-01 14:30"), ("2026-05-01T14:30Z", "2026-05-01 15:30"),
    ("2026-05-01T14:30+02:00", "2026-05-01 13:30"),
  ])
  func `an ISO date is read, at eight where it has no time`(text: String, moment: String) throws {
    #expect(try read(text) == moment)
  }

  @Test(arguments: [
    ("aujourd'hui", "04"), ("Aujourd’hui", "04"), ("today", "04"), ("demain", "05"),
    (" Tomorrow ", "05"), ("après-demain", "06"), ("apres-demain", "06"),
    ("apre\u{300}s demain", "06"), ("jeudi", "05"), ("Thursday", "05"), ("mercredi", "11"),
    ("wednesday", "11"), ("mardi", "10"), ("tuesday", "10"), ("dimanche", "08"),
    ("dans 3 jours", "07"), ("in 3 days", "07"), ("dans 1  semaine", "11"), ("in 2 weeks", "18"),
    ("+3j", "07"), ("+3d", "07"), ("+2w", "18"), ("+2s", "18"), ("+0j", "04"), ("+1 semaine", "11"),
  ])
  func `words of both languages are read`(text: String, day: String) throws {
    #expect(try read(text) == "2026-03-\(day) 08:00")
  }

  @Test(arguments: [
    "", " ", "demainx", "dans", "dans jours", "in 3", "+", "+3", "+3x", "-3j", "3j", "2026-02-30",
    "2026-3-4", "2026-05-01T25:00", "2026-05-01T14:30+99:00", "2026-05-01T", "+12345678j",
    String(repeating: "demain ", count: 100),
  ])
  func `anything else is refused by name`(text: String) {
    #expect(throws: DateWordsError.notADate(text)) { try read(text) }
  }

  @Test func `a day beyond the calendar is refused`() {
    #expect(throws: DateWordsError.beyondCalendar("+9999999s")) { try read("+9999999s") }
  }

  @Test(
    arguments: [
      (7_200_000, "il y a 2 h", "2 h ago"), (-3 * 86_400_000, "dans 3 j", "in 3 d"),
      (59_999, "à l'instant", "just now"), (60_000, "il y a 1 min", "1 min ago"),
      (40 * 86_400_000, "il y a 1 mois", "1 mo ago"),
      (400 * 86_400_000, "il y a 1 an", "1 y ago"), (-800 * 86_400_000, "dans 2 ans", "in 2 y"),
    ] as [(Int64, String, String)])
  func `a time is told from now`(elapsed: Int64, french: String, english: String) {
    let now = Timestamp(milliseconds: 1_772_438_400_000)
    let words = RelativeTime.words(for: now.adding(milliseconds: -elapsed), now: now)
    #expect(words == Words(french: french, english: english))
  }
}
