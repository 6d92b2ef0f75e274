/// Text as HTML shows it, whatever somebody put into it.
enum HTMLEscape {
  /// Appends a text with every byte that means something to HTML written as a reference.
  ///
  /// Safe between tags and inside quoted attributes. Control characters other than tab and newline
  /// become U+FFFD. Works on bytes: `&` with a combining accent is one character to a reader and
  /// still an `&` to a browser.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { utf8 in
      if utf8.allSatisfy({ isPlain[Int($0)] }) {
        bytes.append(contentsOf: utf8)
      } else {
        escape(utf8, to: &bytes)
      }
    }
  }

  /// Whether a byte stands for itself wherever it is.
  private static let isPlain: [Bool] = (0...255).map { byte in
    switch UInt8(byte) {
    case 0x09, 0x0A: true
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), 0x7F, 0xC2, 0..<0x20:
      false
    default: true
    }
  }

  private static func escape(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    var isAfterC2 = false
    for byte in text {
      if isAfterC2 {
        isAfterC2 = false
        if (0x80..<0xA0).contains(byte) {
          bytes.append(contentsOf: replacement)
        } else {
          bytes.append(0xC2)
          bytes.append(byte)
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
      case 0x09, 0x0A, 0x20..<0x7F: bytes.append(byte)
      case 0..<0x20, 0x7F: bytes.append(contentsOf: replacement)
      case 0xC2: isAfterC2 = true
      default: bytes.append(byte)
      }
    }
  }

  /// U+FFFD in UTF-8.
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
}
