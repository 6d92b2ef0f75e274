package import Hummingbird
import NIOCore

/// What is known of a request besides the request itself.
package struct ServerContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  /// The address at the other end of the socket.
  package let peer: String
  /// The address of the client: the peer's, or what the trusted proxy says of it.
  package internal(set) var client: String

  package init(source: ApplicationRequestContextSource) {
    self.coreContext = .init(source: source)
    let address = source.channel.remoteAddress?.ipAddress
    self.peer = address.flatMap(IPAddress.canonical) ?? "unknown"
    self.client = peer
  }
}
