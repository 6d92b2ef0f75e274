package import EscaleCore

/// What a ledger is and how far it has come: the one row that every transaction starts from.
package struct LedgerState: Hashable, Sendable {
  package var id: LedgerID
  /// Counts the restorations from a backup, from 1.
  package var epoch: UInt64
  /// The 32 secret bytes of the key that signs receipts.
  package var signingSecret: [UInt8]
  /// The position of the last entry.
  package var position: Position
  /// The ledger's link at that position.
  package var link: Fingerprint
  /// The position of the last edit of the directory.
  package var directoryPosition: Position
  /// The highest replica id given so far.
  package var lastReplica: ReplicaID

  package var head: Head { Head(epoch: epoch, position: position, link: link) }
}
