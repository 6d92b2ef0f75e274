import NIOCore

/// Addresses as texts in one spelling, so that they can be compared.
enum IPAddress {
  /// What an IPv4 address looks like to a socket that speaks IPv6.
  private static let mappedPrefix = "::ffff:"

  /// The usual spelling of an address, an IPv4 address mapped into IPv6 as itself; nothing for
  /// what is no address.
  static func canonical(_ text: String) -> String? {
    guard let address = try? SocketAddress(ipAddress: text, port: 0).ipAddress else { return nil }
    guard address.hasPrefix(mappedPrefix), address.contains(".") else { return address }
    return String(address.dropFirst(mappedPrefix.count))
  }

  /// Whether a text is an address of this machine's own loop.
  static func isLoopback(_ text: String) -> Bool {
    guard let address = canonical(text) else { return false }
    return address == "::1" || address.hasPrefix("127.")
  }
}
