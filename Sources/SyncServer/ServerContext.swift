package import Hummingbird
import Logging
import NIOCore

/// What is known of a request besides the request itself.
package struct ServerContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  /// The address at the other end of the socket.
  package let peer: String
  /// The address of the client: the peer's, or what the trusted proxy says of it.
  package internal(set) var client: String

  /// The name of the request, as its answer and the log tell it.
  ///
  /// The library's own reads it from the logger, and ends the program where the logger keeps nothing.
  package var id: String {
    logger[metadataKey: RequestRecord.idKey]?.description ?? "unknown"
  }

  package init(source: ApplicationRequestContextSource) {
    self.coreContext = .init(source: source)
    let address = source.channel.remoteAddress?.ipAddress
    self.peer = address.flatMap(IPAddress.canonical) ?? "unknown"
    self.client = peer
  }
}
