import EscaleCore

/// Times as incident logs write them: `29/2/2016 01:16`, taken as UTC.
enum LogTime {
  /// The moment, or nothing where the text is no such time.
  static func timestamp(_ text: String) -> Timestamp? {
    var numbers: [Int] = []
    var rest = Substring(text).utf8
    for separator in "// :".utf8 {
      guard let end = rest.firstIndex(of: separator), let number = UInt32(decimal: rest[..<end])
      else { return nil }
      numbers.append(Int(number))
      rest = rest[rest.index(after: end)...]
    }
    guard let minute = UInt32(decimal: rest), minute < 60, numbers[3] < 24,
      let date = CalendarDate(year: numbers[2], month: numbers[1], day: numbers[0])
    else { return nil }
    let minutes = Int64(numbers[3]) * 60 + Int64(minute)
    return Timestamp(date: date, millisecondOfDay: minutes * 60_000, offsetMinutes: 0)
  }
}
