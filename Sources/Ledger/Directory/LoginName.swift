/// What login names, team codes and the codes of services are made of.
package enum LoginName {
  /// The longest name in bytes.
  package static let byteLimit = 64

  /// Whether a text is 1 to 64 ASCII letters, digits, dots, hyphens and underscores, and begins
  /// with a letter or digit.
  package static func isValid(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= byteLimit, isAlphanumeric(first) else {
      return false
    }
    return text.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
