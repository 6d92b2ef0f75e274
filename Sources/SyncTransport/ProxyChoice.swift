/// Through which proxy a server is reached, as `HTTPS_PROXY` and `NO_PROXY` say it.
///
/// Only what is encrypted goes through one, as a tunnel that the proxy can't read.
package struct ProxyChoice: Sendable {
  /// What the variable says: an address, or something else, which is told and never passed over.
  private let named: Named?
  /// What is reached directly: `*`, hosts, and domains with everything below them.
  private let exceptions: [String]

  private enum Named {
    case address(ProxyAddress)
    case unusable(variable: String)
  }

  /// Takes the variables of an environment: those in lower case first, as curl does.
  package init(_ variable: (String) -> String?) {
    let name = variable("https_proxy") == nil ? "HTTPS_PROXY" : "https_proxy"
    named = variable(name).map { text in
      ProxyAddress(text).map { .address($0) } ?? .unusable(variable: name)
    }
    exceptions = (variable("no_proxy") ?? variable("NO_PROXY") ?? "")
      .split { $0 == "," || $0 == " " }.map { String($0.drop { $0 == "." }).lowercased() }
  }

  /// The proxy for a server, or nothing where it is reached directly.
  ///
  /// - Throws: ``UnusableProxy`` where the variable says something that is no such address.
  package func proxy(for server: ServerURL) throws(UnusableProxy) -> ProxyAddress? {
    guard server.isSecure, let named else { return nil }
    let isExcepted = exceptions.contains { exception in
      exception == "*" || server.host == exception || server.host.hasSuffix(".\(exception)")
    }
    guard !isExcepted else { return nil }
    switch named {
    case .address(let address): return address
    case .unusable(let variable): throw UnusableProxy(variable: variable)
    }
  }
}

/// A variable that should name a proxy and doesn't; what it says may be a secret.
package struct UnusableProxy: Error, Hashable {
  package let variable: String

  package init(variable: String) { self.variable = variable }
}

/// Where a proxy is: `[http://][name[:password]@]host[:port]`, name and password percent-encoded.
package struct ProxyAddress: Hashable, Sendable {
  package let host: String
  package let port: Int
  /// For the proxy alone; nil where it asks nobody who he is.
  package let credentials: Credentials?

  package struct Credentials: Hashable, Sendable {
    package let name: String
    package let password: String

    package init(name: String, password: String) {
      (self.name, self.password) = (name, password)
    }
  }

  /// Nothing for what is no address of a plain HTTP proxy.
  init?(_ text: String) {
    var rest = text[...]
    let isSecure = ServerURL.takeScheme(from: &rest) ?? false
    guard !isSecure, !rest.contains("://") else { return nil }
    var credentials: Credentials?
    if let at = rest.lastIndex(of: "@") {
      let pair = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = pair.first.flatMap(Self.decoded), !name.isEmpty,
        let password = Self.decoded(pair.count > 1 ? pair[1] : "")
      else { return nil }
      credentials = Credentials(name: name, password: password)
      rest = rest[rest.index(after: at)...]
    }
    guard let address = ServerURL("http://\(rest)") else { return nil }
    (host, port) = (address.host, address.port)
    self.credentials = credentials
  }

  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      guard digits.utf8.count == 2, digits.utf8.first != UInt8(ascii: "+"),
        let value = UInt8(digits, radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
