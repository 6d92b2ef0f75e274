package import EscaleCore

/// What a ledger is and how far it has come: the one row that every transaction starts from.
package struct LedgerState: Hashable, Sendable {
  package var id: LedgerID
  /// 1, and since a restoration from a backup the position at which the ledger began anew.
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
  /// The replica on which the server records its own changes now.
  package var serverReplica = ReplicaID.server
  /// Whether this is a copy that nothing was written into since: a backup.
  package var isCopy = false
  /// What of claims of acknowledgement is uncertain since a restoration by other means.
  package var doubt: AcknowledgementDoubt?

  package var head: Head { Head(epoch: epoch, position: position, link: link) }
}

/// Which positions a ledger has given twice: it was put back by other means than a backup of its own,
/// and went on before anybody noticed.
///
/// Who says that he has seen one of them may have seen what stood there before.
package struct AcknowledgementDoubt: Hashable, Sendable {
  /// Up to here, what was given before is what the ledger has.
  package var after: Position
  /// The epoch in which it was noticed: from there on, nothing is given twice.
  package var before: Position

  package init(after: Position, before: Position) {
    self.after = after
    self.before = before
  }

  /// Up to where a claim is surely one about this ledger; nil where all of it is.
  package func sure(of claim: Position) -> Position? {
    after < claim && claim < before ? after : nil
  }
}
