import Console
import EscaleCore
import Glibc
import NIOCore

/// Why the server can't listen as it was told to.
enum ListenFault: EscaleError, Hashable {
  case invalid(String)
  case halfOfTLS
  /// The system doesn't give the address: it is in use, or somebody else's.
  case refused(address: String, errorNumber: Int32)

  /// What the system said when the server was to listen, or nil for any other error.
  init?(_ error: any Error, address: String) {
    guard let error = error as? IOError,
      [EADDRINUSE, EADDRNOTAVAIL, EACCES].contains(error.errnoCode)
    else { return nil }
    self = .refused(address: address, errorNumber: error.errnoCode)
  }

  var code: String {
    switch self {
    case .invalid: "serve.listen"
    case .halfOfTLS: "serve.half-of-tls"
    case .refused: "serve.address-refused"
    }
  }

  var kind: ErrorKind {
    switch self {
    case .invalid, .halfOfTLS: .usage
    case .refused: .unexpected
    }
  }

  var message: Words {
    switch self {
    case .invalid(let text):
      Words(
        french: "« \(text) » n'est pas une adresse où écouter.",
        english: "\"\(text)\" isn't an address to listen on.")
    case .halfOfTLS:
      Words(
        french: "Le certificat et sa clé vont ensemble.",
        english: "The certificate and its key go together.")
    case .refused(let address, let number):
      Words(
        french: "Impossible d'écouter sur \(address) : \(SystemText.french(number)).",
        english: "Can't listen on \(address): \(SystemText.reason(number)).")
    }
  }

  var hint: Words? {
    switch self {
    case .invalid:
      Words(
        french: "Par exemple 127.0.0.1:8080 ou [::1]:8080.",
        english: "For example 127.0.0.1:8080 or [::1]:8080.")
    case .halfOfTLS:
      Words(
        french: "Donnez --tls-certificate et --tls-key.",
        english: "Give both --tls-certificate and --tls-key.")
    case .refused:
      Words(
        french: "Choisissez-en une autre avec --listen ou --metrics-listen.",
        english: "Choose another one with --listen or --metrics-listen.")
    }
  }

  var details: [String: String] {
    switch self {
    case .invalid(let address), .refused(let address, _): ["address": address]
    case .halfOfTLS: [:]
    }
  }
}
