/// The last entry of the ledger, as the server vouches for it.
package struct Head: Hashable, Sendable {
  /// Counts the restorations of the server from a backup, from 1.
  package var epoch: UInt64
  package var position: Position
  /// The ledger's link at that position.
  package var link: Fingerprint

  package init(epoch: UInt64, position: Position, link: Fingerprint) {
    self.epoch = epoch
    self.position = position
    self.link = link
  }
}
