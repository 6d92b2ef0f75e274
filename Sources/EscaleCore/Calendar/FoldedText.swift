/// Words reduced to what their spelling has in common: small letters, no accents, single spaces.
package enum FoldedText {
  /// What the accented letters of French and English date words become.
  private static let letters: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{E0}": "a", "\u{E2}": "a", "\u{E7}": "c", "\u{E8}": "e", "\u{E9}": "e", "\u{EA}": "e",
    "\u{EB}": "e", "\u{EE}": "i", "\u{EF}": "i", "\u{F4}": "o", "\u{FB}": "u", "\u{F9}": "u",
    "\u{2019}": "'", "\u{2010}": "-", "\u{2011}": "-", "\u{A0}": " ", "\u{202F}": " ",
    "\t": " ",
  ]

  /// Accents that stand apart from their letters.
  private static let combiningMarks: ClosedRange<Unicode.Scalar> = "\u{300}"..."\u{36F}"

  /// The text, folded.
  package static func fold(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars where !combiningMarks.contains(scalar) {
      let letter = letters[scalar] ?? scalar
      if letter == " ", folded.last == " " || folded.isEmpty { continue }
      folded.append(letter)
    }
    if folded.last == " " { folded.removeLast() }
    return String(folded)
  }
}
