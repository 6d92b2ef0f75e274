/// Texts reduced to what a search compares: small letters without accents.
enum SearchText {
  /// Letters with accents as they occur in French, and what they become.
  private static let letters: [Unicode.Scalar: String] = [
    "à": "a", "â": "a", "ä": "a", "ç": "c", "é": "e", "è": "e", "ê": "e", "ë": "e", "î": "i",
    "ï": "i", "ô": "o", "ö": "o", "ù": "u", "û": "u", "ü": "u", "ÿ": "y", "œ": "oe", "æ": "ae",
    "’": "'",
  ]

  /// Accents that stand apart from their letters.
  private static let combiningMarks: ClosedRange<Unicode.Scalar> = "\u{300}"..."\u{36F}"

  static func folded(_ text: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars where !combiningMarks.contains(scalar) {
      if let letter = letters[scalar] {
        folded.append(contentsOf: letter.unicodeScalars)
      } else {
        folded.append(scalar)
      }
    }
    return String(folded)
  }
}
