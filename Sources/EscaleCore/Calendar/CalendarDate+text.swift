extension CalendarDate: CustomStringConvertible {
  /// The day as ISO 8601 writes it: `2026-03-02`.
  package var description: String {
    var text: [UInt8] = []
    DateText.append(self, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The day that `2026-03-02` spells, or nothing.
  package init?(_ text: String) {
    var scanner = DateScanner(text)
    guard let date = scanner.date(), scanner.isAtEnd else { return nil }
    self = date
  }
}
