package import EscaleCore

/// Why there is no password.
package enum PasswordError: EscaleError, Hashable {
  case empty
  /// More than ``Password/byteLimit`` bytes.
  case tooLong
  /// Bytes that aren't UTF-8.
  case notText
  /// Nobody to ask.
  case noTerminal
  /// Ctrl-C: the program ends with 130.
  case interrupted

  package var code: String {
    switch self {
    case .empty: "password.empty"
    case .tooLong: "password.too-long"
    case .notText: "password.not-text"
    case .noTerminal: "password.no-terminal"
    case .interrupted: "password.interrupted"
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .empty, .tooLong, .notText: .refused
    case .noTerminal: .usage
    case .interrupted: .unexpected
    }
  }

  package var message: Words {
    switch self {
    case .empty:
      Words(french: "Le mot de passe est vide.", english: "The password is empty.")
    case .tooLong:
      Words(
        french: "Le mot de passe dépasse \(Password.byteLimit) octets.",
        english: "The password is longer than \(Password.byteLimit) bytes.")
    case .notText:
      Words(
        french: "Le mot de passe n'est pas en UTF-8.", english: "The password is not UTF-8.")
    case .noTerminal:
      Words(
        french: "Il manque un mot de passe, et il n'y a pas de terminal où le demander.",
        english: "A password is missing, and there is no terminal to ask for it.")
    case .interrupted:
      Words(french: "Interrompu.", english: "Interrupted.")
    }
  }

  package var hint: Words? {
    guard self == .noTerminal else { return nil }
    return Words(
      french: "Donnez-le sur l'entrée standard, avec --password-stdin.",
      english: "Give it on standard input, with --password-stdin.")
  }
}
