package import EscaleCore

extension Parcel {
  /// The parcel as CBOR: `[ledger, sender, former link, [header …], [payload …], checkpoint]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter(reservingBytes: 512 + changes.count * 256)
    writer.array(count: 6)
    writer.byteString(ledger.bytes)
    writer.sender(sender)
    writer.fingerprint(formerLink)
    writer.list(changes) { $0.byteString($1.headerBytes) }
    writer.list(changes) { $0.payload($1.payload) }
    writer.checkpoint(checkpoint)
    return writer.bytes
  }

  /// Reads a parcel.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one within its limits: no
  ///   change, those of another replica than the sender's, a gap in their sequences, or a
  ///   checkpoint that isn't over the last of them.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    try reader.tuple(count: 6)
    guard let ledger = LedgerID(bytes: try reader.byteString(limit: LedgerID.byteCount)) else {
      throw .invalidField
    }
    self.ledger = ledger
    sender = try reader.sender()
    formerLink = try reader.fingerprint()
    let limit = SyncRequest.changeLimit
    let headers = try reader.list(limit: limit) { (reader) throws(CBORError) in
      try reader.byteString(limit: Header.byteLimit)
    }
    let payloads = try reader.list(limit: limit) { (reader) throws(CBORError) in
      try reader.payload()
    }
    checkpoint = try reader.checkpoint()
    try reader.finish()
    guard headers.count == payloads.count else { throw .invalidField }
    changes = []
    for (header, payload) in zip(headers, payloads) {
      changes.append(try Change(headerBytes: header, payload: payload))
    }
    guard isInOrder else { throw .invalidField }
  }

  /// Whether the changes are the sender's, follow one another, and end with the checkpoint.
  private var isInOrder: Bool {
    guard let first = changes.first else { return false }
    for (index, change) in changes.enumerated() {
      guard change.id.replica == sender.replica,
        UInt64(change.id.sequence) == UInt64(first.id.sequence) + UInt64(index)
      else { return false }
    }
    return changes.last?.id.sequence == checkpoint.lastSequence
  }
}

extension CBORWriter {
  mutating func checkpoint(_ checkpoint: Checkpoint) {
    array(count: 3)
    unsigned(UInt64(checkpoint.lastSequence))
    fingerprint(checkpoint.link)
    byteString(checkpoint.signature)
  }

  /// Writes who sends: `[replica, person, key, credential]`.
  mutating func sender(_ sender: BundleSender) {
    array(count: 4)
    unsigned(UInt64(sender.replica.rawValue))
    unsigned(UInt64(sender.person.rawValue))
    byteString(sender.verifyingKey)
    byteString(sender.credential)
  }
}

extension CBORReader {
  mutating func sender() throws(CBORError) -> BundleSender {
    try tuple(count: 4)
    let replica = ReplicaID(rawValue: try unsigned32())
    let person = PersonNumber(rawValue: try unsigned32())
    let key = try byteString(limit: BundleSender.keyByteLimit)
    return BundleSender(
      replica: replica, person: person, verifyingKey: key,
      credential: try byteString(limit: Checkpoint.signatureByteLimit))
  }
}

extension BundleSender {
  /// The longest key in bytes that is read; those of Ed25519 have 32.
  static let keyByteLimit = 128
}
