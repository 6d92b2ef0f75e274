/// The pieces of which dates and times are written.
enum DateText {
  static func append(_ date: CalendarDate, to text: inout [UInt8]) {
    let civil = date.civil
    append(civil.year, digits: 4, to: &text)
    text.append(UInt8(ascii: "-"))
    append(civil.month, digits: 2, to: &text)
    text.append(UInt8(ascii: "-"))
    append(civil.day, digits: 2, to: &text)
  }

  static func append(minuteOfDay minute: Int, to text: inout [UInt8]) {
    append(minute / 60, digits: 2, to: &text)
    text.append(UInt8(ascii: ":"))
    append(minute % 60, digits: 2, to: &text)
  }

  /// Appends the last digits of a number that isn't negative.
  static func append(_ number: Int, digits: Int, to text: inout [UInt8]) {
    var power = 1
    for _ in 1..<digits { power *= 10 }
    while power > 0 {
      text.append(UInt8(ascii: "0") + UInt8(number / power % 10))
      power /= 10
    }
  }
}
