/// A text of somebody else's, harmless on a terminal.
///
/// Control characters and those that turn the direction of writing are shown, not obeyed: `␛` for
/// escape, `‹U+202E›` for those without a picture. Newlines and tabs stay: whoever prints the text
/// decides about them. A carriage return before a newline is dropped.
package func sanitized(_ text: String) -> String {
  if text.utf8.allSatisfy(isHarmlessASCII) { return text }
  var shown = String.UnicodeScalarView()
  var iterator = text.unicodeScalars.makeIterator()
  var next = iterator.next()
  while let scalar = next {
    next = iterator.next()
    if scalar == "\r", next == "\n" { continue }
    shown.append(contentsOf: visible(scalar))
  }
  return String(shown)
}

/// A text of somebody else's, harmless and on one line: newlines and tabs become spaces.
package func sanitizedLine(_ text: String) -> String {
  var line = String.UnicodeScalarView()
  for scalar in sanitized(text).unicodeScalars {
    line.append(scalar == "\n" || scalar == "\t" ? " " : scalar)
  }
  return String(line)
}

private func isHarmlessASCII(_ byte: UInt8) -> Bool {
  (0x20..<0x7F).contains(byte) || byte == 0x0A || byte == 0x09
}

/// The scalar itself, or what shows it.
private func visible(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
  switch scalar.value {
  case 0x09, 0x0A:
    [scalar]
  case 0..<0x20:
    // The block "Control Pictures" follows the order of the control characters.
    [Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"]
  case 0x7F:
    ["\u{2421}"]
  case 0x80..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFFF9...0xFFFB,
    0xE0000...0xE007F:
    "‹U+\(hexadecimal(scalar.value))›".unicodeScalars.map { $0 }
  default:
    [scalar]
  }
}

private func hexadecimal(_ value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
}
