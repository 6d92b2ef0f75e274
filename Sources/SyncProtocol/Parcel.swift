package import EscaleCore

/// The changes of one replica that have no verdict yet, sealed, on their way by hand.
///
/// What a bundle is made of, and the body of `POST /v1/carry`: whoever hands it in, its changes
/// count as those of the replica whose key signed its checkpoint.
package struct Parcel: Hashable, Sendable {
  package var ledger: LedgerID
  /// Who wrote the changes, and whose key signed them.
  package var sender: BundleSender
  /// The link of the replica's chain before the first of ``changes``.
  package var formerLink: Fingerprint
  /// At least one, in ascending order of their sequence, without gaps; at most
  /// ``SyncRequest/changeLimit``.
  package var changes: [Change]
  package var checkpoint: Checkpoint

  package init(
    ledger: LedgerID, sender: BundleSender, formerLink: Fingerprint, changes: [Change],
    checkpoint: Checkpoint
  ) {
    self.ledger = ledger
    self.sender = sender
    self.formerLink = formerLink
    self.changes = changes
    self.checkpoint = checkpoint
  }
}

/// A device, and the server's word that it is enrolled.
package struct BundleSender: Hashable, Sendable {
  package var replica: ReplicaID
  package var person: PersonNumber
  /// Ed25519, public: 32 bytes.
  package var verifyingKey: [UInt8]
  /// Ed25519, by the server's key, over ``statement(ledger:)``.
  package var credential: [UInt8]

  package init(
    replica: ReplicaID, person: PersonNumber, verifyingKey: [UInt8], credential: [UInt8]
  ) {
    self.replica = replica
    self.person = person
    self.verifyingKey = verifyingKey
    self.credential = credential
  }

  /// The bytes whose SHA-256 the server signs: CBOR of `["device", ledger, replica, person, key]`.
  package func statement(ledger: LedgerID) -> [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 5)
    writer.text("device")
    writer.byteString(ledger.bytes)
    writer.unsigned(UInt64(replica.rawValue))
    writer.unsigned(UInt64(person.rawValue))
    writer.byteString(verifyingKey)
    return writer.bytes
  }
}

/// What became of a parcel: how many of its changes the ledger has, and how many wait for others.
///
/// No verdict: those are for their author, who gets them at his own next sync.
package struct CarryAnswer: Hashable, Sendable {
  package var taken: UInt64
  package var missing: UInt64

  package init(taken: UInt64, missing: UInt64) {
    self.taken = taken
    self.missing = missing
  }

  /// The message as CBOR: `[taken, missing]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 2)
    writer.unsigned(taken)
    writer.unsigned(missing)
    return writer.bytes
  }

  /// Reads a message.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    try reader.tuple(count: 2)
    taken = try reader.unsigned()
    missing = try reader.unsigned()
    try reader.finish()
  }
}
