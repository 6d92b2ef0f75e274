package import EscaleCore

/// Entries of the ledger that are changes.
package protocol EntryTransaction {
  func insert(_ row: EntryRow) throws

  /// What a decision needs of a change, or nil where the ledger doesn't have it.
  func brief(of change: ChangeID) throws -> EntryBrief?

  /// The transitions and changes of contacts of a request that count, in the ledger's order.
  func decisive(of request: RequestID) throws -> [EntryBrief]

  /// The highest earlier change of the same replica on a request, whatever its verdict.
  func formerOwn(of change: ChangeID, on request: RequestID) throws -> ChangeID?

  /// What the last change before another one of its replica claimed as acknowledged, those left out
  /// that were denied for claiming less than had been claimed before.
  func claimed(before change: ChangeID) throws -> Position?

  /// The highest change of a replica on a request that counts, up to a given one and including it.
  func lastCounted(upTo change: ChangeID, on request: RequestID) throws -> ChangeID?

  /// Where each request begins in the ledger, those included whose creation was refused.
  func beginnings() throws -> [(request: RequestID, position: Position)]

  /// All entries of a request after a position and up to another, in the ledger's order.
  ///
  /// `body` gets what decides on delivery, and a way to read the rest; it returns whether to go on.
  func scan(
    request: RequestID, after: Position, through: Position,
    _ body: (EntryGlance, () throws -> EntryRow) throws -> Bool
  ) throws

  /// All entries after a position and up to another, in the ledger's order.
  ///
  /// `body` gets what decides on delivery, and a way to read the rest; it returns whether to go on.
  func scan(
    after: Position, through: Position,
    _ body: (EntryGlance, () throws -> EntryRow) throws -> Bool
  ) throws

  /// All changes of a replica in ascending order of their sequence.
  func scan(replica: ReplicaID, _ body: (EntryRow) throws -> Bool) throws

  /// Replaces the payloads of changes by their hashes, and notes it at a position.
  func erase(_ changes: [ChangeID], at position: Position) throws

  /// What was erased after a position, in the ledger's order.
  func erasures(after position: Position) throws -> [ChangeID]

  /// When the first entry after a position, a change or an edit of the directory, was written down.
  func recordedAfter(_ position: Position) throws -> Int64?

  /// The ledger's link at a position, or nil where it has no such entry.
  func link(at position: Position) throws -> Fingerprint?

  /// The position of the first entry after one that is a change.
  func firstEntryPosition(after: Position) throws -> Position?

  func entryCount() throws -> Int
}
