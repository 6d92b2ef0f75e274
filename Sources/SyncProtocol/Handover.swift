package import EscaleCore

/// What became of the changes that a revoked device handed over: `POST /v1/handover`, whose body is
/// a ``SyncRequest``.
package struct HandoverAnswer: Hashable, Sendable {
  package var results: [PushResult]

  package init(results: [PushResult]) { self.results = results }

  /// The message as CBOR: `[[results]]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 1)
    writer.list(results) { $0.result($1) }
    return writer.bytes
  }

  /// Reads a message.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one within its limits.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    try reader.tuple(count: 1)
    results = try reader.list(limit: SyncRequest.changeLimit) { (reader) throws(CBORError) in
      try reader.result()
    }
    try reader.finish()
  }
}
