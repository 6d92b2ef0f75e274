package import EscaleCore

/// What a replica asks once the server's ledger lacks what the replica was shown: `POST
/// /v1/recover`.
///
/// Source: DESIGN, "When things go wrong".
package struct RecoverRequest: Hashable, Sendable {
  /// How many heads are named at most.
  package static let headLimit = 5_000

  /// A place of the ledger that the replica was shown.
  package struct Place: Hashable, Sendable {
    package var position: Position
    package var link: Fingerprint

    package init(position: Position, link: Fingerprint) {
      self.position = position
      self.link = link
    }
  }

  package var ledger: LedgerID
  package var replica: ReplicaID
  /// What it was shown, the latest first: the server says up to where it has the same.
  package var shown: [Place]
  /// The last receipt: it proves to a server that it was restored.
  package var receipt: SignedHead?
  /// The device with the server's word on it, for a server that has lost its enrolment.
  package var sender: BundleSender?
  /// Ed25519, by the device's key, over ``possessionStatement(token:)``.
  package var possession: [UInt8]

  package init(
    ledger: LedgerID, replica: ReplicaID, shown: [Place], receipt: SignedHead?,
    sender: BundleSender?, possession: [UInt8]
  ) {
    self.ledger = ledger
    self.replica = replica
    self.shown = shown
    self.receipt = receipt
    self.sender = sender
    self.possession = possession
  }

  /// The bytes whose SHA-256 the device signs: CBOR of `["recover", ledger, replica, hash of the
  /// token]`.
  package static func possessionStatement(
    ledger: LedgerID, replica: ReplicaID, tokenHash: Fingerprint
  ) -> [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 4)
    writer.text("recover")
    writer.byteString(ledger.bytes)
    writer.unsigned(UInt64(replica.rawValue))
    writer.fingerprint(tokenHash)
    return writer.bytes
  }
}

/// A head with the receipt that was given for what was delivered up to it.
package struct SignedHead: Hashable, Sendable {
  package var head: Head
  /// SHA-256 of what was delivered.
  package var digest: Fingerprint
  /// Ed25519, by the server's key, over ``SyncAnswer/statement(ledger:head:digest:)``.
  package var signature: [UInt8]

  package init(head: Head, digest: Fingerprint, signature: [UInt8]) {
    self.head = head
    self.digest = digest
    self.signature = signature
  }
}

/// Up to where the ledger is still what a replica was shown.
package struct RecoverAnswer: Hashable, Sendable {
  /// The ledger as it stands; its epoch is the position at which it began anew.
  package var head: Head
  /// Up to which position it has what the replica was shown.
  package var kept: Position
  /// Up to which sequence it has the replica's own changes.
  package var sequence: UInt32

  package init(head: Head, kept: Position, sequence: UInt32) {
    self.head = head
    self.kept = kept
    self.sequence = sequence
  }
}

/// Entries that a restored ledger lacks, handed back by somebody to whom it delivered them: `POST
/// /v1/return`.
///
/// Their authors need not be asked: the server has signed what it delivered.
package struct ReturnRequest: Hashable, Sendable {
  /// An entry as it was delivered.
  package struct Item: Hashable, Sendable {
    package var change: Change
    /// When the server had learnt of it, in milliseconds since 1970 UTC.
    package var receivedAt: Int64

    package init(change: Change, receivedAt: Int64) {
      self.change = change
      self.receivedAt = receivedAt
    }
  }

  package var ledger: LedgerID
  package var receipt: SignedHead
  /// What the receipt covers: ``SyncAnswer/deliveredBytes(hashes:)``.
  package var delivered: [UInt8]
  /// In the order in which the ledger had them.
  package var items: [Item]

  package init(ledger: LedgerID, receipt: SignedHead, delivered: [UInt8], items: [Item]) {
    self.ledger = ledger
    self.receipt = receipt
    self.delivered = delivered
    self.items = items
  }
}

/// What became of entries that were handed back.
package struct ReturnAnswer: Hashable, Sendable {
  /// How many the ledger has now that it lacked.
  package var taken: UInt64
  /// Which of them, by their place in the message, rest on something that it lacks still.
  package var waiting: [Int]

  package init(taken: UInt64, waiting: [Int]) {
    self.taken = taken
    self.waiting = waiting
  }
}
