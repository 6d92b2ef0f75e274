/// What became of one pushed change.
package struct PushResult: Hashable, Sendable {
  package var sequence: UInt32
  package var ruling: Ruling

  package enum Ruling: Hashable, Sendable {
    case decided(Position, Verdict)
    /// It names changes that the ledger doesn't have; to be sent again later.
    case missing([ChangeID])
  }

  package init(sequence: UInt32, ruling: Ruling) {
    self.sequence = sequence
    self.ruling = ruling
  }
}
