package import EscaleCore

extension RecoverRequest {
  /// The message as CBOR: `[ledger, replica, [[position, link] …], receipt or null, sender or null,
  /// possession]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter(reservingBytes: 256 + shown.count * 48)
    writer.array(count: 6)
    writer.byteString(ledger.bytes)
    writer.unsigned(UInt64(replica.rawValue))
    writer.list(shown) { writer, place in
      writer.array(count: 2)
      writer.unsigned(place.position.rawValue)
      writer.fingerprint(place.link)
    }
    writer.optional(receipt) { $0.signedHead($1) }
    writer.optional(sender) { $0.sender($1) }
    writer.byteString(possession)
    return writer.bytes
  }

  /// Reads a message.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one within its limits.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    try reader.tuple(count: 6)
    ledger = try reader.ledger()
    replica = ReplicaID(rawValue: try reader.unsigned32())
    shown = try reader.list(limit: RecoverRequest.headLimit) { (reader) throws(CBORError) in
      try reader.tuple(count: 2)
      let position = try reader.position()
      return Place(position: position, link: try reader.fingerprint())
    }
    receipt = reader.readNull() ? nil : try reader.signedHead()
    sender = reader.readNull() ? nil : try reader.sender()
    possession = try reader.byteString(limit: Checkpoint.signatureByteLimit)
    try reader.finish()
  }
}

extension RecoverAnswer {
  /// The message as CBOR: `[head, kept position, sequence]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 3)
    writer.head(head)
    writer.unsigned(kept.rawValue)
    writer.unsigned(UInt64(sequence))
    return writer.bytes
  }

  /// Reads a message.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    try reader.tuple(count: 3)
    head = try reader.head()
    kept = try reader.position()
    sequence = try reader.unsigned32()
    try reader.finish()
  }
}

extension ReturnRequest {
  /// The longest `delivered` in bytes: what one answer can bring, and to spare.
  private static let deliveredByteLimit = 4 << 20

  /// The message as CBOR: `[ledger, receipt, delivered, [header …], [payload …], [time …]]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter(reservingBytes: 512 + delivered.count + items.count * 256)
    writer.array(count: 6)
    writer.byteString(ledger.bytes)
    writer.signedHead(receipt)
    writer.byteString(delivered)
    writer.list(items) { $0.byteString($1.change.headerBytes) }
    writer.list(items) { $0.payload($1.change.payload) }
    writer.list(items) { $0.signed($1.receivedAt) }
    return writer.bytes
  }

  /// Reads a message.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one within its limits.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    try reader.tuple(count: 6)
    ledger = try reader.ledger()
    receipt = try reader.signedHead()
    delivered = try reader.byteString(limit: ReturnRequest.deliveredByteLimit)
    let limit = SyncAnswer.entryLimit
    let headers = try reader.list(limit: limit) { (reader) throws(CBORError) in
      try reader.byteString(limit: Header.byteLimit)
    }
    let payloads = try reader.list(limit: limit) { (reader) throws(CBORError) in
      try reader.payload()
    }
    let times = try reader.list(limit: limit) { (reader) throws(CBORError) in try reader.signed() }
    try reader.finish()
    guard headers.count == payloads.count, headers.count == times.count else {
      throw .invalidField
    }
    items = []
    items.reserveCapacity(headers.count)
    for (index, header) in headers.enumerated() {
      let change = try Change(headerBytes: header, payload: payloads[index])
      items.append(Item(change: change, receivedAt: times[index]))
    }
  }
}

extension ReturnAnswer {
  /// The message as CBOR: `[taken, [place …]]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 2)
    writer.unsigned(taken)
    writer.list(waiting) { $0.unsigned(UInt64($1)) }
    return writer.bytes
  }

  /// Reads a message.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one within its limits.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    try reader.tuple(count: 2)
    taken = try reader.unsigned()
    waiting = try reader.list(limit: SyncAnswer.entryLimit) { (reader) throws(CBORError) in
      Int(try reader.unsigned32())
    }
    try reader.finish()
  }
}

extension CBORWriter {
  fileprivate mutating func signedHead(_ signed: SignedHead) {
    array(count: 3)
    head(signed.head)
    fingerprint(signed.digest)
    byteString(signed.signature)
  }
}

extension CBORReader {
  fileprivate mutating func signedHead() throws(CBORError) -> SignedHead {
    try tuple(count: 3)
    let head = try head()
    let digest = try fingerprint()
    return SignedHead(
      head: head, digest: digest,
      signature: try byteString(limit: Checkpoint.signatureByteLimit))
  }

  fileprivate mutating func ledger() throws(CBORError) -> LedgerID {
    guard let ledger = LedgerID(bytes: try byteString(limit: LedgerID.byteCount)) else {
      throw .invalidField
    }
    return ledger
  }
}
