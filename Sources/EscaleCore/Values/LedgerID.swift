/// The name of a ledger: 16 random bytes, made when the ledger is.
///
/// A replica belongs to one ledger for life; changes of another are refused.
package struct LedgerID: Hashable, Sendable {
  /// The length of a ledger's name in bytes.
  package static let byteCount = 16

  package let bytes: [UInt8]

  /// A name from exactly 16 bytes, or nil.
  package init?(bytes: [UInt8]) {
    guard bytes.count == LedgerID.byteCount else { return nil }
    self.bytes = bytes
  }
}

extension LedgerID: CustomStringConvertible {
  package var description: String { bytes.hexadecimal }
}
