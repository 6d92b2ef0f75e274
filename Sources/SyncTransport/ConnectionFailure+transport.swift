import AsyncHTTPClient
import NIOCore
import NIOHTTP1
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
    case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: self = .untrusted
    case is TimeLimitPassed: self = .unreachable(reason: "no answer in time")
    case is CancellationError: self = .unreachable(reason: "interrupted")
    default: self = .unreachable(reason: "\(error)")
    }
  }

  private static func of(_ error: HTTPParserError) -> ConnectionFailure {
    error == .invalidEOFState
      ? .unreachable(reason: "the connection was cut") : .malformedAnswer(reason: "\(error)")
  }

  private static func reason(_ error: HTTPClientError) -> String {
    switch error {
    case .remoteConnectionClosed: "the connection was cut"
    case .connectTimeout, .readTimeout, .deadlineExceeded: "no answer in time"
    case .cancelled: "interrupted"
    default: error.shortDescription
    }
  }
}
