/// Text as HTML shows it, whatever somebody put into it.
package enum HTMLText {
  /// The text with every character that means something to HTML written as a reference.
  ///
  /// Safe between tags and inside quoted attributes. Control characters other than tab and newline
  /// become U+FFFD. Works on scalars: `&` with a combining accent is one character to a reader and
  /// still an `&` to a browser.
  package static func escaped(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let reference = references[scalar] {
        shown.append(contentsOf: reference.unicodeScalars)
      } else {
        shown.append(isForbidden(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(shown)
  }

  private static let references: [Unicode.Scalar: String] = [
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;",
  ]

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0: true
    default: false
    }
  }
}
