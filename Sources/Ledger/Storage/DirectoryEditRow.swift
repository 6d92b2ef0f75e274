package import EscaleCore

/// An edit of the directory as a ledger entry.
package struct DirectoryEditRow: Hashable, Sendable {
  package var position: Position
  /// What was edited: ``DirectoryEdit``, in its coding.
  package var bytes: [UInt8]
  /// In milliseconds since 1970 UTC.
  package var receivedAt: Int64
  package var link: Fingerprint
  /// Whether it may move requests from one team's hands into another's.
  package var movesHands: Bool

  package init(
    position: Position, bytes: [UInt8], receivedAt: Int64, link: Fingerprint, movesHands: Bool
  ) {
    self.position = position
    self.bytes = bytes
    self.receivedAt = receivedAt
    self.link = link
    self.movesHands = movesHands
  }
}
