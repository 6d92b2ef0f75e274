/// Through which proxy a server is reached, as `HTTPS_PROXY` and `NO_PROXY` say it.
///
/// Only what is encrypted goes through one, as a tunnel that the proxy can't read.
package struct ProxyChoice: Sendable {
  private let address: ServerURL?
  /// What is reached directly: `*`, hosts, and domains with everything below them.
  private let exceptions: [String]

  /// Takes the variables of an environment: those in lower case first, as curl does.
  package init(_ variable: (String) -> String?) {
    let text = variable("https_proxy") ?? variable("HTTPS_PROXY")
    address = text.flatMap { ServerURL($0) ?? ServerURL("http://\($0)") }
    exceptions = (variable("no_proxy") ?? variable("NO_PROXY") ?? "")
      .split { $0 == "," || $0 == " " }.map { String($0.drop { $0 == "." }).lowercased() }
  }

  /// The proxy for a server, or nothing where it is reached directly.
  package func proxy(for server: ServerURL) -> ServerURL? {
    guard server.isSecure, let address else { return nil }
    let isExcepted = exceptions.contains { exception in
      exception == "*" || server.host == exception || server.host.hasSuffix(".\(exception)")
    }
    return isExcepted ? nil : address
  }
}
