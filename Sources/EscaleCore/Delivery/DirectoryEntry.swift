/// An item of the directory as it travels: its bytes, so that a later version's items survive.
package struct DirectoryEntry: Hashable, Sendable {
  package var position: Position
  package var key: DirectoryItem.Key
  /// The item in the coding of ``DirectoryItem``.
  package var bytes: [UInt8]

  package init(position: Position, key: DirectoryItem.Key, bytes: [UInt8]) {
    self.position = position
    self.key = key
    self.bytes = bytes
  }
}
