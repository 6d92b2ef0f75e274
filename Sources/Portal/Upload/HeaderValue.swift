/// A header like `form-data; name="a"; filename="b"`.
///
/// Browsers write a quotation mark within a value as `%22`, and line ends as `%0D` and `%0A`.
struct HeaderValue {
  let main: String
  private var parameters: [String: String] = [:]

  /// Source: HTML Living Standard, "multipart/form-data"; RFC 9110, section 5.6.6.
  init(_ text: String) {
    var parts: [[UInt8]] = [[]]
    var isQuoted = false
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: ";"), !isQuoted {
        parts.append([])
      } else {
        parts[parts.count - 1].append(byte)
      }
    }
    main = String(decoding: parts[0], as: UTF8.self).trimmed.lowercased()
    for part in parts.dropFirst() {
      let pair = part.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else { continue }
      let name = String(decoding: pair[0], as: UTF8.self).trimmed.lowercased()
      var value = String(decoding: pair[1], as: UTF8.self).trimmed
      if value.utf8.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
        value = String(value.utf8.dropFirst().dropLast()) ?? ""
      }
      if parameters[name] == nil { parameters[name] = Self.unescaped(value) }
    }
  }

  func parameter(_ name: String) -> String? { parameters[name] }

  private static func unescaped(_ value: String) -> String {
    value.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
  }
}
