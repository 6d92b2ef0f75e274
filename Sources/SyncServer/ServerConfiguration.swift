/// Where and how the server listens.
package struct ServerConfiguration: Sendable {
  /// Where it listens.
  package var listen: ListenAddress
  /// The files it proves itself with, or nothing for plain HTTP.
  package var tls: TLSFiles?
  /// The address of the proxy that stands before it, if there is one.
  ///
  /// Plain HTTP beyond loopback is served to this address alone, and only what this address says
  /// in `X-Forwarded-For` is believed.
  package var trustedProxy: String?
  /// What it lets one client take.
  package var limits = ServerLimits()

  /// A configuration with the usual limits.
  package init(listen: ListenAddress, tls: TLSFiles? = nil, trustedProxy: String? = nil) {
    self.listen = listen
    self.tls = tls
    self.trustedProxy = trustedProxy
  }

  /// Two files in PEM: the certificate with those that vouch for it, and its private key.
  package struct TLSFiles: Sendable, Hashable {
    package let certificate: String
    package let key: String

    package init(certificate: String, key: String) {
      self.certificate = certificate
      self.key = key
    }
  }
}
