package import EscaleCore

/// What a replica says when it docks: `POST /v1/sync`.
///
/// Source: DESIGN, "Sync".
package struct SyncRequest: Hashable, Sendable {
  /// How many changes one push may carry.
  package static let changeLimit = 10_000

  package var versions: [UInt64]
  package var ledger: LedgerID
  package var replica: ReplicaID
  /// What the replica holds for sure.
  package var acknowledgement: Acknowledgement
  /// From where on entries are wanted: what has been applied, or is being applied.
  package var cursor: Cursor
  /// The last head of the ledger that the replica was shown, if any.
  package var head: Head?
  /// Pending changes in ascending order of their sequence, without gaps.
  package var changes: [Change]
  /// The signature over the chain up to the last of ``changes``; there where changes are.
  package var checkpoint: Checkpoint?
  /// The device's clock, in milliseconds since 1970 UTC.
  package var clock: Int64
  /// Wait up to so many milliseconds for news where there is none; 0 answers at once.
  package var waitMilliseconds: UInt64
  /// At most so many entries are wanted in the answer.
  package var entryLimit: UInt64
  /// Whether the server's word on this device is wanted, with which its bundles are believed.
  package var wantsCredential = false
  /// How far back entries are wanted.
  package var history = HistoryWish.whole
  /// Requests from behind the horizon that the replica holds because it fetched them, ascending.
  package var fetched: [RequestID] = []

  package init(
    versions: [UInt64] = ProtocolVersion.spoken, ledger: LedgerID, replica: ReplicaID,
    acknowledgement: Acknowledgement, cursor: Cursor, head: Head? = nil, changes: [Change] = [],
    checkpoint: Checkpoint? = nil, clock: Int64, waitMilliseconds: UInt64 = 0,
    entryLimit: UInt64 = UInt64(SyncAnswer.entryLimit)
  ) {
    self.versions = versions
    self.ledger = ledger
    self.replica = replica
    self.acknowledgement = acknowledgement
    self.cursor = cursor
    self.head = head
    self.changes = changes
    self.checkpoint = checkpoint
    self.clock = clock
    self.waitMilliseconds = waitMilliseconds
    self.entryLimit = entryLimit
  }
}

/// How far back a replica wants the history unasked.
package enum HistoryWish: Hashable, Sendable {
  /// All of it.
  case whole
  /// As the policy has it: the replica syncs for the first time.
  case bounded
  /// As it was fixed at the first sync.
  case since(HistoryHorizon)
}

/// The end of a push: one signature over a replica's whole chain.
package struct Checkpoint: Hashable, Sendable {
  package var lastSequence: UInt32
  /// The chain's link at that sequence.
  package var link: Fingerprint
  /// Ed25519, by the key registered at enrolment, over ``Checkpoint/statement(ledger:replica:)``.
  package var signature: [UInt8]

  package init(lastSequence: UInt32, link: Fingerprint, signature: [UInt8]) {
    self.lastSequence = lastSequence
    self.link = link
    self.signature = signature
  }

  /// The bytes whose SHA-256 is signed: CBOR of `["checkpoint", ledger, replica, sequence, link]`.
  package func statement(ledger: LedgerID, replica: ReplicaID) -> [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 5)
    writer.text("checkpoint")
    writer.byteString(ledger.bytes)
    writer.unsigned(UInt64(replica.rawValue))
    writer.unsigned(UInt64(lastSequence))
    writer.fingerprint(link)
    return writer.bytes
  }
}
