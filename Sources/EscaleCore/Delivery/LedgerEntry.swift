/// A change in the ledger, with its verdict.
package struct LedgerEntry: Hashable, Sendable {
  package var position: Position
  package var change: Change
  package var verdict: Verdict
  /// When the server learnt of it, in milliseconds since 1970 UTC.
  package var receivedAt: Int64

  package init(position: Position, change: Change, verdict: Verdict, receivedAt: Int64) {
    self.position = position
    self.change = change
    self.verdict = verdict
    self.receivedAt = receivedAt
  }
}
