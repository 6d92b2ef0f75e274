extension Timestamp: CustomStringConvertible {
  /// The moment as RFC 3339 writes it, in UTC with milliseconds: `2026-03-02T08:00:00.000Z`.
  package var description: String {
    let (date, millisecondOfDay) = local(0)
    var text: [UInt8] = []
    DateText.append(date, to: &text)
    text.append(UInt8(ascii: "T"))
    DateText.append(minuteOfDay: Int(millisecondOfDay / 60_000), to: &text)
    text.append(UInt8(ascii: ":"))
    DateText.append(Int(millisecondOfDay / 1000 % 60), digits: 2, to: &text)
    text.append(UInt8(ascii: "."))
    DateText.append(Int(millisecondOfDay % 1000), digits: 3, to: &text)
    text.append(UInt8(ascii: "Z"))
    return String(decoding: text, as: UTF8.self)
  }

  /// The moment for people, by a clock that many minutes ahead of UTC: `2026-03-02 09:00`.
  package func localText(offsetMinutes: Int) -> String {
    let (date, millisecondOfDay) = local(offsetMinutes)
    var text: [UInt8] = []
    DateText.append(date, to: &text)
    text.append(UInt8(ascii: " "))
    DateText.append(minuteOfDay: Int(millisecondOfDay / 60_000), to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The moment that an RFC 3339 text spells, or nothing.
  ///
  /// Seconds may be left out; what follows the milliseconds is dropped; leap seconds aren't known.
  package init?(_ text: String) {
    var scanner = DateScanner(text)
    guard let date = scanner.date(), scanner.takeDateTimeSeparator(),
      let time = scanner.millisecondOfDay(), let offset = scanner.offsetMinutes(),
      scanner.isAtEnd
    else { return nil }
    self.init(date: date, millisecondOfDay: time, offsetMinutes: offset)
  }
}
