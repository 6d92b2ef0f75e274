extension ServerURL {
  static func usualPort(isSecure: Bool) -> Int { isSecure ? 443 : 80 }

  /// Whether a byte may stand in an address: visible ASCII, without what begins a query, a
  /// fragment or a user, and without the characters that browsers and libraries disagree on.
  static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x7E: !#"?#@\"<>^`{|}"#.utf8.contains(byte)
    default: false
    }
  }

  /// Takes `https://` or `http://` from the front; nothing where neither is there.
  static func takeScheme(from rest: inout Substring) -> Bool? {
    for (scheme, isSecure) in [("https://", true), ("http://", false)]
    where rest.prefix(scheme.count).lowercased() == scheme {
      rest = rest.dropFirst(scheme.count)
      return isSecure
    }
    return nil
  }

  /// Host and port of `host`, `host:port`, `[v6]` or `[v6]:port`.
  static func hostAndPort(_ authority: Substring) -> (host: Substring, port: Int?)? {
    let host: Substring
    let rest: Substring
    if authority.first == "[" {
      guard let end = authority.firstIndex(of: "]") else { return nil }
      host = authority[..<end].dropFirst()
      rest = authority[end...].dropFirst()
      guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." })
      else { return nil }
    } else {
      host = authority.prefix { $0 != ":" }
      rest = authority.dropFirst(host.count)
      guard !host.isEmpty, host.allSatisfy({ $0.isLetter || $0.isNumber || "-._".contains($0) })
      else { return nil }
    }
    if rest.isEmpty { return (host, nil) }
    guard rest.first == ":", let port = UInt16(rest.dropFirst()), port > 0 else { return nil }
    return (host, Int(port))
  }
}
