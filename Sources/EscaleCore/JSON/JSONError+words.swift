extension JSONError.Problem {
  /// The problem as the second half of a sentence, without its full stop.
  package var words: Words {
    switch self {
    case .tooLong(let limit):
      Words(
        french: "le document dépasse \(limit) octets",
        english: "the document is longer than \(limit) bytes")
    case .tooDeep(let limit):
      Words(
        french: "plus de \(limit) niveaux imbriqués",
        english: "nested deeper than \(limit) levels")
    case .unexpectedEnd:
      Words(french: "le document s'arrête trop tôt", english: "the document ends too early")
    case .unexpectedByte(let byte):
      Words(
        french: "\(Self.name(of: byte)) n'a pas sa place ici",
        english: "\(Self.name(of: byte)) can't stand here")
    case .trailingContent:
      Words(
        french: "quelque chose suit la fin du document",
        english: "something follows the end of the document")
    case .invalidUTF8:
      Words(french: "ce texte n'est pas en UTF-8", english: "this text is not UTF-8")
    case .badEscape:
      Words(french: "séquence d'échappement incorrecte", english: "this escape is not valid")
    case .controlCharacter(let byte):
      Words(
        french: "caractère de contrôle \(Self.name(of: byte)) dans un texte",
        english: "control character \(Self.name(of: byte)) inside a string")
    case .badNumber:
      Words(french: "ce n'est pas un nombre", english: "this is not a number")
    case .numberTooLarge:
      Words(french: "ce nombre est trop grand", english: "this number is too large")
    case .duplicateKey(let key):
      Words(
        french: "la clé « \(key) » figure déjà dans cet objet",
        english: "the key \"\(key)\" is already in this object")
    }
  }

  /// A printable byte as a character between quotes, any other in hexadecimal.
  private static func name(of byte: UInt8) -> String {
    guard byte > 0x20, byte < 0x7F else {
      return "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
    return "'\(Unicode.Scalar(byte))'"
  }
}
