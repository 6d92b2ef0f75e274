import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL

extension ServerConfiguration {
  /// HTTP/1.1 under our limits, within TLS where there are files for it.
  func serverBuilder() throws(ServerStartFailure) -> HTTPServerBuilder {
    let plain = HTTPServerBuilder.http1(configuration: channelConfiguration)
    guard let tls, let tlsConfiguration = try tlsConfiguration() else { return plain }
    do {
      return try .tls(plain, tlsConfiguration: tlsConfiguration)
    } catch {
      throw .key(file: tls.key)
    }
  }

  /// Where the library listens and how many it lets in.
  func applicationConfiguration(logger: Logger) -> ApplicationConfiguration {
    ApplicationConfiguration(
      address: .hostname(listen.host, port: listen.port),
      availableConnectionsDelegate: .maximum(limits.connectionLimit, logger: logger))
  }

  private var channelConfiguration: HTTP1Channel.Configuration {
    let limits = limits
    return HTTP1Channel.Configuration(
      additionalChannelHandlers: [RequestWatchHandler(limits: limits)],
      idleTimeout: .init(ServerLimits.lastResortTimeout),
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: limits.headByteLimit, maxHeaderListSize: limits.headByteLimit,
        maxHeaderFieldCount: limits.headerCountLimit))
  }
}
