/// What became of one pushed change.
package struct PushResult: Hashable, Sendable {
  package var sequence: UInt32
  package var ruling: Ruling

  package enum Ruling: Hashable, Sendable {
    /// Its place, its verdict, and when the server learnt of it, in milliseconds since 1970 UTC.
    case decided(Position, Verdict, receivedAt: Int64)
    /// It names changes that the ledger doesn't have; to be sent again later.
    case missing([ChangeID])
  }

  package init(sequence: UInt32, ruling: Ruling) {
    self.sequence = sequence
    self.ruling = ruling
  }
}
