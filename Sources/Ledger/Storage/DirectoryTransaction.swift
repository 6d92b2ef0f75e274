package import EscaleCore

/// The directory, its edits and its past.
package protocol DirectoryTransaction {
  func insert(_ edit: DirectoryEditRow) throws

  /// Sets an item from a position on; the former one stays as the past.
  func put(_ item: DirectoryEntry) throws

  /// The present items whose last edit lies after a position, ordered by kind and number.
  func items(after position: Position) throws -> [DirectoryEntry]

  /// The items of a kind as they stood at a position, ordered by number.
  func items(ofKind kind: UInt64, at position: Position) throws -> [DirectoryEntry]

  /// An item as it stood at a position.
  func item(_ key: DirectoryItem.Key, at position: Position) throws -> DirectoryEntry?

  /// Everything that an item has ever been, first to last.
  func versions(of key: DirectoryItem.Key) throws -> [DirectoryEntry]

  /// Everything that items of a kind have ever been, in the order of their positions.
  func versions(ofKind kind: UInt64) throws -> [DirectoryEntry]

  /// All edits in the ledger's order.
  func directoryEdits() throws -> [DirectoryEditRow]

  /// Whether an edit after a position and up to another may have moved requests between teams.
  func handsMoved(after: Position, through: Position) throws -> Bool
}
