/// The checks that every text passes on its way into a change, whoever sends it.
package enum InputCheck {
  /// A line: not empty, within its limit, without control characters.
  package static func line(
    _ text: String, _ name: InputName, limit: Int = Payload.titleByteLimit
  ) throws(InputFault) -> String {
    let trimmed = trimmed(text)
    guard !trimmed.utf8.isEmpty else { throw .empty(name) }
    try length(trimmed, name, limit: limit)
    guard !trimmed.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
      throw .controlCharacter(name)
    }
    return trimmed
  }

  /// A text of several lines: not empty, within its limit.
  package static func text(_ text: String, _ name: InputName) throws(InputFault) -> String {
    let trimmed = trimmed(text)
    guard !trimmed.utf8.isEmpty else { throw .empty(name) }
    try length(trimmed, name, limit: Payload.textByteLimit)
    let isRefused: (UInt8) -> Bool = { byte in
      switch byte {
      case 0x09, 0x0A, 0x0D: false
      default: byte < 0x20 || byte == 0x7F
      }
    }
    guard !trimmed.utf8.contains(where: isRefused) else { throw .controlCharacter(name) }
    return trimmed
  }

  /// A value out of a few.
  package static func choice(
    _ value: String, _ name: InputName, of allowed: [String]
  ) throws(InputFault) -> String {
    guard allowed.contains(where: { $0.utf8.elementsEqual(value.utf8) }) else {
      throw .unknownValue(name, value: value, allowed: allowed)
    }
    return value
  }

  private static func length(
    _ text: String, _ name: InputName, limit: Int
  ) throws(InputFault) {
    guard text.utf8.count <= limit else {
      throw .tooLong(name, limit: limit, actual: text.utf8.count)
    }
  }

  /// Without the white space around it, by bytes.
  private static func trimmed(_ text: String) -> String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard let first = text.utf8.firstIndex(where: { !isSpace($0) }),
      let last = text.utf8.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(text.utf8[first...last]) ?? text
  }
}
