import NIOCore

/// Where the server listens: host and port.
package struct ListenAddress: Sendable, Hashable {
  /// A name or an address, an IPv6 address without its brackets.
  package let host: String
  /// The port; 0 lets the system choose one.
  package let port: Int

  /// An address made of its parts.
  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// The address that a text such as `127.0.0.1:8080` or `[::1]:8080` spells, or nothing.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"),
      let port = UInt16(text[text.index(after: colon)...])
    else { return nil }
    var host = text[..<colon]
    if host.first == "[", host.last == "]" {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty else { return nil }
    self.init(host: String(host), port: Int(port))
  }

  /// The address as it is written down.
  package var text: String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  /// Whether only this machine can reach it.
  package var isLoopback: Bool {
    host == "localhost" || IPAddress.isLoopback(host)
  }
}
