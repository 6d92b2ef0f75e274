/// Takes ISO 8601 dates and times apart, piece by piece, on bytes.
///
/// Each piece is there as a whole or is nothing.
struct DateScanner {
  private let bytes: [UInt8]
  private var position = 0

  /// The most bytes that a date and time with offset and a fraction of a second may have.
  private static let byteLimit = 64

  init(_ text: String) {
    let utf8 = text.utf8
    bytes = utf8.count <= Self.byteLimit ? Array(utf8) : []
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// `2026-03-02`, where the calendar has that day.
  mutating func date() -> CalendarDate? {
    guard let year = number(digits: 4), take(UInt8(ascii: "-")),
      let month = number(digits: 2), take(UInt8(ascii: "-")),
      let day = number(digits: 2)
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// `T`, `t` or a space.
  mutating func takeDateTimeSeparator() -> Bool {
    take(UInt8(ascii: "T")) || take(UInt8(ascii: "t")) || take(UInt8(ascii: " "))
  }

  /// `08:00`, `08:00:00` or `08:00:00.000`.
  mutating func millisecondOfDay() -> Int64? {
    guard let minutes = minutes(hourLimit: 23) else { return nil }
    var time = Int64(minutes) * 60_000
    guard take(UInt8(ascii: ":")) else { return time }
    guard let second = number(digits: 2), second < 60 else { return nil }
    time += Int64(second) * 1000
    guard take(UInt8(ascii: ".")) else { return time }
    guard let fraction = thousandths() else { return nil }
    return time + fraction
  }

  /// `Z`, `z`, `+01:00` or `-05:30`, in minutes ahead of UTC.
  mutating func offsetMinutes() -> Int? {
    if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return 0 }
    if take(UInt8(ascii: "+")) { return minutes(hourLimit: 23) }
    if take(UInt8(ascii: "-")) { return minutes(hourLimit: 23).map { -$0 } }
    return nil
  }

  private mutating func minutes(hourLimit: Int) -> Int? {
    guard let hour = number(digits: 2), hour <= hourLimit, take(UInt8(ascii: ":")),
      let minute = number(digits: 2), minute < 60
    else { return nil }
    return hour * 60 + minute
  }

  /// One digit or more after the point; only the first three count.
  private mutating func thousandths() -> Int64? {
    guard var value = digit() else { return nil }
    var count = 1
    while let digit = digit() {
      if count < 3 { value = value * 10 + digit }
      count += 1
    }
    while count < 3 {
      value *= 10
      count += 1
    }
    return Int64(value)
  }

  private mutating func number(digits: Int) -> Int? {
    var value = 0
    for _ in 0..<digits {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  private mutating func digit() -> Int? {
    guard position < bytes.count,
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position])
    else { return nil }
    defer { position += 1 }
    return Int(bytes[position] - UInt8(ascii: "0"))
  }
}
