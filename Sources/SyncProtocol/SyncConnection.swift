package import EscaleCore

/// The replica's half of the boundary between protocol and transport.
package protocol SyncConnection: Sendable {
  /// Asks the server one thing.
  ///
  /// - Throws: ``ConnectionFailure``.
  func call(
    _ endpoint: Endpoint, body: [UInt8], token: String?
  ) async throws(ConnectionFailure) -> Reply
}

/// What came back, with the sizes on the wire: compressed bodies, heads as estimated.
package struct Reply: Sendable {
  package var body: [UInt8]
  package let bytesSent: Int
  package let bytesReceived: Int

  package init(body: [UInt8], bytesSent: Int, bytesReceived: Int) {
    self.body = body
    self.bytesSent = bytesSent
    self.bytesReceived = bytesReceived
  }
}

/// Why nothing came back.
package enum ConnectionFailure: Error, Sendable {
  /// Refused, unknown name, too slow, cut off.
  case unreachable(reason: Words)
  /// The server couldn't be recognised: its certificate is not one that this device trusts.
  case untrusted
  /// The server said no.
  case problem(Problem)
  /// What came is not an answer: not CBOR, too long, badly compressed.
  case malformedAnswer(reason: String)
  /// Plain HTTP beyond this machine, which was not allowed.
  case insecure(url: String)
}
