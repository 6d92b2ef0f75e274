/// Which characters of a text are escaped in JSON, and how.
///
/// Beyond what RFC 8259 demands: DEL, the C1 controls, U+2028 and U+2029 (line ends in scripts),
/// and the characters that turn the direction of writing. So no text of somebody else's can
/// steer the terminal on which the JSON is printed, and nothing is lost.
enum JSONEscape {
  private static let digits = Array("0123456789abcdef".utf8)

  /// Appends a text with its escapes.
  static func append(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      var runStart = 0
      var index = 0
      while index < bytes.count {
        let (length, unit) = escaped(bytes, at: index)
        if let unit {
          output += bytes[runStart..<index]
          append(unit, to: &output)
          runStart = index + length
        }
        index += length
      }
      output += bytes[runStart..<bytes.count]
    }
  }

  /// How many bytes to pass over at an index, and the code unit to escape, if any.
  ///
  /// The bytes are valid UTF-8, so that those that continue a lead byte are there.
  private static func escaped(
    _ bytes: UnsafeBufferPointer<UInt8>, at index: Int
  ) -> (length: Int, unit: UInt16?) {
    switch bytes[index] {
    case 0..<0x20, 0x22, 0x5C, 0x7F:
      (1, UInt16(bytes[index]))
    case 0xC2 where bytes[index + 1] < 0xA0:
      (2, UInt16(bytes[index + 1]))
    case 0xD8 where bytes[index + 1] == 0x9C:
      (2, 0x061C)
    case 0xE2:
      (3, directionOrLineEnd(bytes[index + 1], bytes[index + 2]))
    default:
      (1, nil)
    }
  }

  /// U+200E, U+200F, U+2028…U+202E and U+2066…U+2069, told by their last two bytes.
  private static func directionOrLineEnd(_ second: UInt8, _ third: UInt8) -> UInt16? {
    switch (second, third) {
    case (0x80, 0x8E), (0x80, 0x8F), (0x80, 0xA8...0xAE): 0x2000 + UInt16(third & 0x3F)
    case (0x81, 0xA6...0xA9): 0x2040 + UInt16(third & 0x3F)
    default: nil
    }
  }

  private static func append(_ unit: UInt16, to output: inout [UInt8]) {
    switch unit {
    case 0x22: output += #"\""#.utf8
    case 0x5C: output += #"\\"#.utf8
    case 0x08: output += #"\b"#.utf8
    case 0x09: output += #"\t"#.utf8
    case 0x0A: output += #"\n"#.utf8
    case 0x0C: output += #"\f"#.utf8
    case 0x0D: output += #"\r"#.utf8
    default:
      output += #"\u"#.utf8
      for shift in [12, 8, 4, 0] { output.append(digits[Int(unit >> shift) & 0xF]) }
    }
  }
}
