/// Text as the body of a mail holds it: ASCII, in lines of 76 bytes at most.
///
/// Source: RFC 2045, section 6.7.
enum QuotedPrintable {
  private static let lineByteLimit = 76
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// The lines of a text, whose own ends are newlines; control characters are left out.
  static func lines(_ text: String) -> [String] {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { line(String(String.UnicodeScalarView($0))) }
  }

  private static func line(_ text: String) -> [String] {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where scalar == "\t" || HeaderText.isHarmless(scalar) {
      kept.append(scalar)
    }
    let bytes = Array(String(kept).utf8)
    var (lines, current): ([String], [UInt8]) = ([], [])
    for (index, byte) in bytes.enumerated() {
      // A lone dot and "From " mean something to some on the way.
      let isFirst = current.isEmpty && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F"))
      let isLastSpace = index == bytes.count - 1 && (byte == 0x20 || byte == 0x09)
      let isLiteral = (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "=") || byte == 0x09
      let piece =
        isLiteral && !isFirst && !isLastSpace
        ? [byte] : [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      if current.count + piece.count > lineByteLimit - 1 {
        lines.append(String(decoding: current + [UInt8(ascii: "=")], as: UTF8.self))
        current = []
      }
      current += piece
    }
    return lines + [String(decoding: current, as: UTF8.self)]
  }
}
