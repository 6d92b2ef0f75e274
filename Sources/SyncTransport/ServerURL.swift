/// Where a server is: the address that a user types once, taken apart.
///
/// Scheme `http` or `https`, a host (a name in ASCII, an IPv4 address or a bracketed IPv6
/// address), perhaps a port, perhaps a path that stands before every endpoint. No user, query or
/// fragment.
package struct ServerURL: Sendable, Hashable {
  /// Whether the way there is encrypted.
  package let isSecure: Bool
  /// The host in lower case, an IPv6 address without its brackets.
  package let host: String
  /// The port, 443 or 80 where none was written.
  package let port: Int
  /// What stands before every endpoint: empty, or a path without a slash at its end.
  package let path: String

  /// The address that a text spells, or nothing where it isn't one.
  package init?(_ text: String) {
    var rest = Substring(text)
    guard text.utf8.allSatisfy(Self.isAllowed),
      let isSecure = Self.takeScheme(from: &rest)
    else { return nil }
    let authority = rest.prefix { $0 != "/" }
    guard let (host, port) = Self.hostAndPort(authority) else { return nil }
    self.isSecure = isSecure
    self.host = host.lowercased()
    self.port = port ?? Self.usualPort(isSecure: isSecure)
    var path = rest.dropFirst(authority.count)
    while path.last == "/" { path.removeLast() }
    self.path = String(path)
  }

  /// The address as it is written down: the same text for the same address.
  package var text: String {
    "\(isSecure ? "https" : "http")://\(authority)\(path)"
  }

  /// Host and, where it isn't the usual one, port, as the `Host` header has them.
  package var authority: String {
    let name = host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host
    return port == Self.usualPort(isSecure: isSecure) ? name : "\(name):\(port)"
  }

  /// Whether the address never leaves this machine.
  package var isLoopback: Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
