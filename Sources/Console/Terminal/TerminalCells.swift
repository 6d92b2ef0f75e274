/// How many cells of a terminal a text takes.
///
/// Combining marks and format characters take none, wide East Asian characters and emoji two,
/// all others one. Control characters take none: such text is to be sanitized first.
package func cells(of text: String) -> Int {
  if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
  return text.reduce(0) { $0 + cells(of: $1) }
}

/// The beginning of a text that fits into so many cells, with `…` in the last where it was cut.
package func truncated(_ text: String, toCells limit: Int) -> String {
  if text.utf8.count <= limit || cells(of: text) <= limit { return text }
  guard limit > 0 else { return "" }
  var kept = ""
  var used = 0
  for character in text {
    used += cells(of: character)
    if used > limit - 1 { break }
    kept.append(character)
  }
  return kept + "…"
}

/// The end of a text that fits into so many cells, with `…` in the first where it was cut.
package func ending(of text: String, inCells limit: Int) -> String {
  if text.utf8.count <= limit || cells(of: text) <= limit { return text }
  guard limit > 0 else { return "" }
  var used = 0
  let kept = text.reversed().prefix { character in
    used += cells(of: character)
    return used <= limit - 1
  }
  return "…" + String(kept.reversed())
}

/// How many cells one character takes, whatever scalars it is made of.
private func cells(of character: Character) -> Int {
  let scalars = character.unicodeScalars
  if scalars.contains("\u{FE0F}"), scalars.first?.properties.isEmoji == true { return 2 }
  return scalars.reduce(0) { max($0, cells(of: $1)) }
}

private func cells(of scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0x20..<0x7F: return 1
  case 0..<0xA0: return 0
  case 0xAD, 0x1160...0x11FF: return scalar.value == 0xAD ? 1 : 0
  default: break
  }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator:
    return 0
  default:
    return isWide(scalar) ? 2 : 1
  }
}

/// Whether a character that stands alone takes two cells.
///
/// Source: Unicode Standard Annex 11, East Asian Width W and F, by blocks.
private func isWide(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,
    0x1F1E6...0x1F1FF, 0x20000...0x3FFFD:
    true
  default:
    scalar.properties.isEmojiPresentation
  }
}
