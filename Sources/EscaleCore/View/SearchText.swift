/// Texts reduced to what a search compares: small letters without accents.
package enum SearchText {
  /// Latin letters with accents, and what they become.
  private static let letters: [Unicode.Scalar: String] = {
    let plain: [(String, String)] = [
      ("a", "àáâãäåāăą"), ("ae", "æ"), ("c", "çćĉċč"), ("d", "ďđð"), ("e", "èéêëēĕėęě"),
      ("g", "ĝğġģ"), ("i", "ìíîïĩīĭįı"), ("l", "ĺļľł"), ("n", "ñńņň"), ("o", "òóôõöøōŏő"),
      ("oe", "œ"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("ss", "ß"), ("t", "ţťț"), ("u", "ùúûüũūŭůűų"),
      ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"), ("'", "’"),
    ]
    var letters: [Unicode.Scalar: String] = [:]
    for (letter, accented) in plain {
      for scalar in accented.unicodeScalars { letters[scalar] = letter }
    }
    return letters
  }()

  /// Accents that stand apart from their letters.
  private static let combiningMarks: ClosedRange<Unicode.Scalar> = "\u{300}"..."\u{36F}"

  /// A text as it is compared.
  package static func folded(_ text: String) -> String {
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

  /// A text with two letters for each that joins two, which no full-text index takes apart.
  package static func withoutLigatures(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { $0 < 0xC3 || $0 > 0xC5 }
    guard !isPlain else { return text }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "œ", "Œ": plain.append(contentsOf: "oe".unicodeScalars)
      case "æ", "Æ": plain.append(contentsOf: "ae".unicodeScalars)
      case "ß": plain.append(contentsOf: "ss".unicodeScalars)
      default: plain.append(scalar)
      }
    }
    return String(plain)
  }

  /// The words of a text as they are compared, separated by white space.
  package static func words(_ text: String) -> [String] {
    folded(text).unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }
  }
}
