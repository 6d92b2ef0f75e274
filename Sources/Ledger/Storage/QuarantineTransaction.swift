package import EscaleCore

/// What an administrator still has to settle.
package protocol QuarantineTransaction {
  /// The quarantined changes that aren't settled, in the ledger's order.
  func quarantined(limit: Int) throws -> [LedgerEntry]

  /// A quarantined change that isn't settled; nil for any other.
  func quarantined(_ change: ChangeID) throws -> LedgerEntry?

  /// Notes that a change was refused, or adopted as another.
  func settle(_ change: ChangeID, adoptedAs: ChangeID?) throws
}
