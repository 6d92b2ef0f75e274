import NIOSSL

extension ServerConfiguration {
  /// Whether everybody's texts would cross a network in the clear unless a proxy is in the way.
  var isPlainBeyondLoopback: Bool { tls == nil && !listen.isLoopback }

  /// Refuses what would be unsafe.
  func check() throws(ServerStartFailure) {
    if let trustedProxy, IPAddress.canonical(trustedProxy) == nil {
      throw .proxyAddress(trustedProxy)
    }
    if isPlainBeyondLoopback, trustedProxy == nil { throw .plainHTTP(address: listen.text) }
  }

  /// What the TLS library is told, or nothing for plain HTTP.
  func tlsConfiguration() throws(ServerStartFailure) -> TLSConfiguration? {
    guard let tls else { return nil }
    guard let chain = try? NIOSSLCertificate.fromPEMFile(tls.certificate), !chain.isEmpty else {
      throw .certificate(file: tls.certificate)
    }
    guard let key = try? NIOSSLPrivateKey(file: tls.key, format: .pem) else {
      throw .key(file: tls.key)
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv12
    configuration.applicationProtocols = ["http/1.1"]
    guard (try? NIOSSLContext(configuration: configuration)) != nil else {
      throw .key(file: tls.key)
    }
    return configuration
  }
}
