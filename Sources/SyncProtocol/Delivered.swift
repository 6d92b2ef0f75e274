package import EscaleCore

/// What an answer delivered, read back from what its receipt covers.
package struct Delivered: Hashable, Sendable {
  /// An entry that was delivered.
  package struct Entry: Hashable, Sendable {
    package var position: Position
    package var hash: Fingerprint
    package var outcome: Verdict.Outcome
  }

  package private(set) var entries: [Entry] = []
  /// What was told to be erased.
  package private(set) var erased: [ChangeID] = []

  /// Reads ``SyncAnswer/deliveredBytes(hashes:)``.
  ///
  /// Items stand one after the other: `position, hash, outcome` of an entry, `sequence, position,
  /// outcome` of a result, a change id of what was erased.
  ///
  /// - Throws: ``CBORError`` for anything else.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    while !reader.isAtEnd {
      guard !reader.isAtArray else {
        erased.append(try reader.changeID())
        continue
      }
      let first = try reader.position()
      guard reader.isAtByteString else {
        _ = try reader.position()
        _ = try reader.unsigned()
        continue
      }
      let hash = try reader.fingerprint()
      guard let outcome = UInt8(exactly: try reader.unsigned()).flatMap(Verdict.Outcome.init)
      else { throw .invalidField }
      entries.append(Entry(position: first, hash: hash, outcome: outcome))
    }
  }
}
