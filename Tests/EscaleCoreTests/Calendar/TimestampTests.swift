import EscaleCore
import Testing

/// Moments and days, as numbers and as text.
struct TimestampTests {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (951_782_400_000, "2000-02-29T00:00:00.000Z"),
      (1_772_438_400_123, "2026-03-02T08:00:00.123Z"),
      (.min, "0001-01-01T00:00:00.000Z"), (.max, "9999-12-31T23:59:59.999Z"),
    ] as [(Int64, String)])
  func `a moment is written as RFC 3339 in UTC`(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).description == text)
  }

  @Test(arguments: [
    ("2026-03-02T08:00:00Z", 1_772_438_400_000), ("2026-03-02t09:00:00.5+01:00", 1_772_438_400_500),
    ("2026-03-02 02:30-05:30", 1_772_438_400_000),
    ("2026-03-02T08:00:00.123999Z", 1_772_438_400_123),
  ])
  func `a moment is read with its offset`(text: String, milliseconds: Int64) {
    #expect(Timestamp(text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "2026-03-02", "2026-03-02T08:00:00", "2026-02-29T08:00:00Z", "2026-13-01T08:00:00Z",
    "2026-03-02T24:00:00Z", "2026-03-02T08:60:00Z", "2026-03-02T08:00:60Z", "2026-03-02T08:00:00.Z",
    "2026-03-02T08:00:00+24:00", "2026-03-02T08:00:00Zx", "26-03-02T08:00:00Z", "٢٠٢٦-03-02T08:00Z",
    "0000-01-01T00:00:00Z", String(repeating: "2", count: 100),
  ])
  func `what isn't a moment is refused`(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func `every day of four hundred years and its text agree`() throws {
    var date = try #require(CalendarDate(year: 1899, month: 12, day: 31))
    var weekday = date.weekday
    for _ in 0..<146_097 {
      date = try #require(date.adding(days: 1))
      weekday = weekday % 7 + 1
      let civil = date.civil
      let again = CalendarDate(year: civil.year, month: civil.month, day: civil.day)
      try #require(again == date && date.weekday == weekday)
    }
    #expect(date.description == "2299-12-31")
  }

  @Test func `the calendar ends with the years 1 and 9999`() {
    #expect(CalendarDate("0001-01-01")?.adding(days: -1) == nil)
    #expect(CalendarDate("9999-12-31")?.adding(days: 1) == nil)
    #expect(CalendarDate("9999-12-31")?.adding(days: .max) == nil)
  }

  @Test(arguments: [("2026-03-02", 1), ("1970-01-01", 4), ("0001-01-01", 1), ("2024-02-29", 4)])
  func `a day knows its weekday`(text: String, weekday: Int) {
    #expect(CalendarDate(text)?.weekday == weekday)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a moment that was written is read back the same`(seed: UInt64) {
    var random = RandomJSON(seed: seed)
    for _ in 0..<500 {
      let moment = Timestamp(milliseconds: Int64(bitPattern: random.next()) >> 15)
      #expect(Timestamp(moment.description) == moment, "seed \(seed)")
    }
  }

  @Test func `a claim beyond the calendar can be refused`() {
    #expect(Timestamp(exactly: .max) == nil)
    #expect(Timestamp(exactly: Timestamp.latest.milliseconds) == .latest)
  }

  @Test func `adding never leaves the calendar`() {
    #expect(Timestamp.latest.adding(milliseconds: .max) == .latest)
    #expect(Timestamp.earliest.adding(days: .min) == .earliest)
  }

  @Test func `people read the moment by their own clock`() {
    let moment = Timestamp(milliseconds: 1_772_438_400_000)
    #expect(moment.localText(offsetMinutes: 60) == "2026-03-02 09:00")
    #expect(moment.localText(offsetMinutes: -540) == "2026-03-01 23:00")
  }
}
