/// Tells by its bytes, without decoding, that a text needs no sanitizing.
enum HarmlessText {
  /// Whether a text is one line in which nothing could need to be made visible.
  ///
  /// A false "no" costs time only. Lead bytes are refused of all blocks that have format
  /// characters: U+0080–009F, U+0600–063F, U+2000–207F, U+F000–FFFF, U+E0000.
  static func isLine(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var former: UInt8 = 0
      for byte in bytes {
        switch byte {
        case 0..<0x20, 0x7F, 0xD8, 0xEF, 0xF3: return false
        case 0x80..<0xA0 where former == 0xC2: return false
        case 0x80, 0x81: if former == 0xE2 { return false }
        default: break
        }
        former = byte
      }
      return true
    }
  }
}
