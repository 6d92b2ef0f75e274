import AsyncHTTPClient
package import Logging
import NIOCore
package import SyncProtocol

/// A connection to one server over HTTP/1.1, kept open between calls.
///
/// Nothing is opened, and no thread is started, before the first call. Whoever made a connection
/// ends it with ``shutdown()``; a call after that opens it again.
package actor HTTPConnection: SyncConnection {
  /// The server at the other end.
  package nonisolated let server: ServerURL

  private let settings: ConnectionSettings
  private let logger: Logger?
  private var client: HTTPClient?

  /// A connection that isn't open yet.
  ///
  /// - Throws: ``ConnectionFailure/insecure(url:)`` for plain HTTP that would leave this machine
  ///   where the settings don't allow it.
  package init(
    to server: ServerURL, settings: ConnectionSettings = .init(), logger: Logger? = nil
  ) throws(ConnectionFailure) {
    guard server.isSecure || server.isLoopback || settings.allowsPlainHTTP else {
      throw .insecure(url: server.text)
    }
    self.server = server
    self.settings = settings
    self.logger = logger
  }

  /// Has all connections of this process share one thread, which is plenty for somebody who asks one
  /// thing at a time; to be called before the first of them opens.
  package static func shareOneThread() { _ = sharesOneThread }

  /// The library takes this number once.
  private static let sharesOneThread: Void = { NIOSingletons.groupLoopCountSuggestion = 1 }()

  /// Asks the server one thing, in one round trip.
  ///
  /// - Throws: ``ConnectionFailure``. After `unreachable` nobody knows whether the server got the
  ///   request: calls are made so that they can be repeated.
  package func call(
    _ endpoint: Endpoint, body: [UInt8], token: String?
  ) async throws(ConnectionFailure) -> Reply {
    let client = try openClient()
    let request = OutgoingRequest(
      to: server, endpoint: endpoint, body: body, token: token, language: settings.language)
    let limits = settings.limits
    let logger = logger
    do {
      return try await withTimeLimit(limits.exchangeTimeout) {
        let response = try await client.execute(
          request.request, timeout: .init(limits.exchangeTimeout), logger: logger)
        return try await IncomingAnswer(response, limits: limits)
          .reply(bytesSent: request.wireByteCount)
      }
    } catch {
      throw ConnectionFailure(error)
    }
  }

  /// Closes what is open and gives the threads back.
  package func shutdown() async {
    let client = self.client
    self.client = nil
    try? await client?.shutdown()
  }

  private func openClient() throws(ConnectionFailure) -> HTTPClient {
    if let client { return client }
    let client = HTTPClient(configuration: try settings.clientConfiguration(for: server))
    self.client = client
    return client
  }
}
