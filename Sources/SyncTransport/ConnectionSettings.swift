package import EscaleCore

/// How a connection behaves, apart from where it leads.
package struct ConnectionSettings: Sendable {
  /// Whether plain HTTP may leave this machine.
  ///
  /// Tokens and everybody's texts are then readable on the way: for closed networks only.
  package var allowsPlainHTTP = false
  /// A file of certificates in PEM that are trusted besides the system's.
  package var certificateFile: String?
  /// Through which proxy servers are reached; none where nobody said.
  package var proxy = ProxyChoice { _ in nil }
  /// The language in which the server words its problems.
  package var language = Language.french
  /// How long and how much an exchange may take.
  package var limits = ConnectionLimits()

  /// The settings of a connection over TLS with the system's certificates, in French.
  package init() {}
}
