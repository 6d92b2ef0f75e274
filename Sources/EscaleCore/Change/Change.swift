/// What one author wants to happen, as it was recorded: the header read, and the bytes as they
/// were written.
///
/// The bytes are never encoded again, so that what an older version doesn't know survives it.
package struct Change: Hashable, Sendable {
  package let header: Header
  package let headerBytes: [UInt8]
  package let payload: PayloadBytes

  /// A payload's bytes, or what an erased one leaves behind.
  package enum PayloadBytes: Hashable, Sendable {
    case present([UInt8])
    /// Erased: the SHA-256 of what was there.
    case erased(Fingerprint)
  }

  /// A new change, encoded.
  package init(header: Header, payload: Payload) {
    self.header = header
    headerBytes = header.bytes
    self.payload = .present(payload.bytes)
  }

  /// A change as received.
  ///
  /// - Throws: ``CBORError`` where the header or the payload can't be read.
  package init(headerBytes: [UInt8], payload: PayloadBytes) throws(CBORError) {
    header = try Header(bytes: headerBytes)
    self.headerBytes = headerBytes
    self.payload = payload
    if case .present(let bytes) = payload { try Payload.check(bytes) }
  }

  /// A change from a store that checked it when it came in.
  package init(header: Header, headerBytes: [UInt8], payload: PayloadBytes) {
    self.header = header
    self.headerBytes = headerBytes
    self.payload = payload
  }

  package var id: ChangeID { header.id }

  /// The payload read, or nil where it was erased.
  package var readPayload: Payload? {
    guard case .present(let bytes) = payload else { return nil }
    return try? Payload(bytes: bytes)
  }
}
