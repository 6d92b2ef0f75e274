import AsyncHTTPClient
import EscaleCore
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import SyncProtocol

extension ConnectionFailure {
  /// What an error of the HTTP library means to a replica.
  ///
  /// Whatever isn't understood counts as unreachable: nothing is lost, and trying again is right.
  init(_ error: any Error) {
    switch error {
    case let failure as ConnectionFailure: self = failure
    case let error as HTTPParserError: self = Self.of(error)
    case let error as HTTPClientError: self = .unreachable(reason: Self.reason(error))
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: self = Self.of(handshake: error)
    case is TimeLimitPassed: self = .unreachable(reason: .noAnswerInTime)
    case is CancellationError: self = .unreachable(reason: .interrupted)
    case let error as NIOConnectionError: self = .unreachable(reason: Self.reason(error))
    case let error as IOError: self = .unreachable(reason: Self.reason(error))
    default: self = .unreachable(reason: .verbatim("\(error)"))
    }
  }

  /// The library says in its text alone that what came back isn't TLS.
  private static func of(handshake error: any Error) -> ConnectionFailure {
    let isPlain = ["WRONG_VERSION_NUMBER", "HTTP_REQUEST"].contains { "\(error)".contains($0) }
    return isPlain ? .unreachable(reason: .speaksPlainly) : .untrusted
  }

  private static func of(_ error: HTTPParserError) -> ConnectionFailure {
    error == .invalidEOFState
      ? .unreachable(reason: .connectionCut) : .malformedAnswer(reason: "\(error)")
  }

  private static func reason(_ error: HTTPClientError) -> Words {
    switch error {
    case .remoteConnectionClosed: .connectionCut
    case .connectTimeout, .readTimeout, .deadlineExceeded: .noAnswerInTime
    case .cancelled: .interrupted
    case .proxyAuthenticationRequired: .proxyRefuses
    default: .verbatim(error.shortDescription)
    }
  }

  /// What the system says of a connection to an address in numbers, or of one that stood.
  private static func reason(_ error: IOError) -> Words {
    switch error.errnoCode {
    case ECONNREFUSED:
      Words(french: "personne ne répond à cette adresse", english: "nothing answers there")
    case ECONNRESET, ECONNABORTED, EPIPE, ENOTCONN: .connectionCut
    case ETIMEDOUT: .noAnswerInTime
    case ENETUNREACH, EHOSTUNREACH, ENETDOWN, EHOSTDOWN:
      Words(french: "aucun réseau n'y mène d'ici", english: "no network leads there from here")
    default:
      Words(
        french: SystemReason.french(String(cString: strerror(error.errnoCode))),
        english: String(cString: strerror(error.errnoCode)))
    }
  }

  /// Without any address that could be tried, the name wasn't found.
  private static func reason(_ error: NIOConnectionError) -> Words {
    guard error.connectionErrors.isEmpty else {
      return Words(
        french: "personne ne répond à \(error.host), port \(error.port)",
        english: "nothing answers at \(error.host), port \(error.port)")
    }
    return Words(
      french: "le nom \(error.host) est introuvable ici",
      english: "the name \(error.host) can't be found from here")
  }
}

extension Words {
  fileprivate static let noAnswerInTime = Words(
    french: "pas de réponse à temps", english: "no answer in time")
  fileprivate static let speaksPlainly = Words(
    french: "il ne répond pas en https à ce port",
    english: "it doesn't answer in https at that port")
  fileprivate static let interrupted = Words(french: "interrompu", english: "interrupted")
  fileprivate static let proxyRefuses = Words(
    french: "le proxy veut un autre nom ou mot de passe",
    english: "the proxy wants another name or password")
  fileprivate static let connectionCut = Words(
    french: "la connexion a été coupée", english: "the connection was cut")

  /// What a library says, in its own words.
  fileprivate static func verbatim(_ text: String) -> Words { Words(french: text, english: text) }
}
