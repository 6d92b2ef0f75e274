import AsyncHTTPClient
import EscaleCore
import NIOCore
import NIOSSL
import SyncProtocol

extension ConnectionSettings {
  /// What the HTTP library is told.
  ///
  /// A failed attempt is reported at once: the caller knows better when to try again.
  func clientConfiguration(
    for server: ServerURL
  ) throws(ConnectionFailure) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(
        connect: .init(limits.connectTimeout), read: .init(limits.silenceTimeout),
        write: .init(limits.silenceTimeout)),
      connectionPool: .init(idleTimeout: .init(ConnectionLimits.poolIdleTime)),
      decompression: .disabled)
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.httpVersion = .http1Only
    // Named after debugging, and the only way in before the first byte comes.
    configuration.http1_1ConnectionDebugInitializer = { channel in
      channel.setOption(
        .recvAllocator,
        value: AdaptiveRecvByteBufferAllocator(
          minimum: 512, initial: 4_096, maximum: ConnectionLimits.readByteCount))
    }
    configuration.proxy = try clientProxy(for: server)
    if server.isSecure { configuration.tlsConfiguration = try tlsConfiguration() }
    return configuration
  }

  private func clientProxy(
    for server: ServerURL
  ) throws(ConnectionFailure) -> HTTPClient.Configuration.Proxy? {
    do throws(UnusableProxy) {
      guard let address = try proxy.proxy(for: server) else { return nil }
      let credentials = address.credentials.map {
        HTTPClient.Authorization.basic(username: $0.name, password: $0.password)
      }
      return .server(host: address.host, port: address.port, authorization: credentials)
    } catch {
      throw .unreachable(
        reason: Words(
          french: "\(error.variable) ne donne pas l'adresse d'un proxy "
            + "(http://nom:motdepasse@hote:port)",
          english: "\(error.variable) isn't the address of a proxy "
            + "(http://name:password@host:port)"))
    }
  }

  /// The system's certificates and those of the file, if one is named.
  private func tlsConfiguration() throws(ConnectionFailure) -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    guard let certificateFile else { return configuration }
    do {
      let certificates = try NIOSSLCertificate.fromPEMFile(certificateFile)
      configuration.additionalTrustRoots = [.certificates(certificates)]
    } catch {
      throw .unreachable(
        reason: Words(
          french: "aucun certificat n'a pu être lu dans \(certificateFile)",
          english: "no certificates could be read from \(certificateFile)"))
    }
    return configuration
  }
}
