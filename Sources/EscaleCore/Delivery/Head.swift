/// The last entry of the ledger, as the server vouches for it.
package struct Head: Hashable, Sendable {
  /// 1, and since a restoration of the server from a backup the position at which it began anew.
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
