/// Free text in a header, written so that it stays inside that header.
///
/// Printable ASCII that fits on the line stands as it is; everything else becomes encoded words, in
/// which a line break, a comma or an address are only letters. What has no form (control
/// characters, those that turn the direction of writing) becomes a space.
///
/// Source: RFC 2047; RFC 5322, section 2.2.3.
enum HeaderText {
  /// How long a line with encoded words may be, in bytes.
  private static let lineByteLimit = 76
  private static let opening = Array("=?utf-8?Q?".utf8)
  private static let closing = Array("?=".utf8)
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// The text after `name` and `: `.
  static func unstructured(_ text: String, after name: String) -> String {
    let text = harmless(text)
    let room = lineByteLimit - name.utf8.count - 2
    let isPlain =
      text.utf8.count <= room && text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
      && !text.utf8.indices.contains { text.utf8[$0...].starts(with: "=?".utf8) }
      && text.utf8.first != 0x20 && text.utf8.last != 0x20
    return isPlain ? text : encoded(text, room: room)
  }

  /// A display name before an address.
  static func phrase(_ text: String, after name: String) -> String {
    let text = harmless(text)
    let room = lineByteLimit - name.utf8.count - 2
    let isPlain =
      !text.utf8.isEmpty && text.utf8.count <= room && text.utf8.first != 0x20
      && text.utf8.last != 0x20 && text.utf8.allSatisfy { isLiteral($0) || $0 == 0x20 }
    return isPlain ? text : encoded(text, room: room)
  }

  /// Every scalar that isn't one character on one line, as a space.
  static func harmless(_ text: String) -> String {
    var harmless = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { harmless.append(isHarmless(scalar) ? scalar : " ") }
    return String(harmless)
  }

  static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      false
    default: true
    }
  }

  private static func encoded(_ text: String, room: Int) -> String {
    let frame = opening.count + closing.count
    var (words, word): ([[UInt8]], [UInt8]) = ([], [])
    var limit = room - frame
    // A character never stands in two words.
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8).flatMap(encoded)
      if word.count + bytes.count > limit, !word.isEmpty {
        words.append(word)
        word = []
        limit = lineByteLimit - 1 - frame
      }
      word += bytes
    }
    words.append(word)
    return words.map { String(decoding: opening + $0 + closing, as: UTF8.self) }
      .joined(separator: "\n ")
  }

  private static func encoded(_ byte: UInt8) -> [UInt8] {
    if byte == 0x20 { return [UInt8(ascii: "_")] }
    if isLiteral(byte) { return [byte] }
    return [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  /// Letters and digits: what means nothing but itself anywhere.
  private static func isLiteral(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}
