import EscaleCore

/// Texts of a log, made fit for a desk.
enum LogText {
  /// Without control characters and without white space around it; nil where nothing remains.
  static func cleaned(_ text: String) -> String? {
    if isClean(text) { return text }
    let spaced = text.utf8.map { $0 < 0x20 || $0 == 0x7F ? UInt8(ascii: " ") : $0 }
    let trimmed = spaced.drop { $0 == 0x20 }
    guard let last = trimmed.lastIndex(where: { $0 != 0x20 }) else { return nil }
    return String(decoding: trimmed[...last], as: UTF8.self)
  }

  private static func isClean(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, first > 0x20, last > 0x20 else {
      return false
    }
    return text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
  }

  /// The beginning of a text that fits into so many bytes, cut between scalars.
  static func fitted(_ text: String, byteLimit: Int) -> String {
    guard text.utf8.count > byteLimit else { return text }
    var kept = String.UnicodeScalarView()
    var byteCount = 0
    for scalar in text.unicodeScalars {
      byteCount += UTF8.width(scalar)
      if byteCount > byteLimit { break }
      kept.append(scalar)
    }
    return String(kept)
  }

  /// `Group 56` as `group-56`: ASCII letters and digits in lower case, one hyphen for the rest.
  static func slug(_ text: String) -> String {
    var slug: [UInt8] = []
    for byte in text.utf8.prefix(slugByteLimit) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        slug.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): slug.append(byte + 32)
      default:
        if let last = slug.last, last != UInt8(ascii: "-") { slug.append(UInt8(ascii: "-")) }
      }
    }
    if slug.last == UInt8(ascii: "-") { slug.removeLast() }
    return slug.isEmpty ? "unnamed" : String(decoding: slug, as: UTF8.self)
  }

  /// So that two of them, joined, are still a code.
  private static let slugByteLimit = 30
}
