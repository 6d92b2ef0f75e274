package import EscaleCore

/// The chain over a replica's own changes: each link covers all changes before it.
///
/// Source: DESIGN, "A change, in bytes".
package enum ReplicaChain {
  /// Link 0: SHA-256(ledger id ‖ replica id), the replica as four bytes, highest first.
  package static func start(ledger: LedgerID, replica: ReplicaID) -> Fingerprint {
    Hash.sha256(ledger.bytes, bigEndian(replica.rawValue))
  }

  /// Link n: SHA-256(link n−1 ‖ SHA-256(header) ‖ SHA-256(payload)).
  package static func link(after link: Fingerprint, _ change: Change) -> Fingerprint {
    self.link(after: link, ChangeHashes(change))
  }

  /// Link n, where the change's hashes are known already.
  package static func link(after link: Fingerprint, _ hashes: ChangeHashes) -> Fingerprint {
    Hash.sha256(link, hashes.header, hashes.payload)
  }
}

/// The chain over a ledger's entries.
package enum LedgerChain {
  /// Link 0: SHA-256(ledger id).
  package static func start(ledger: LedgerID) -> Fingerprint { Hash.sha256(ledger.bytes) }

  /// Link n: SHA-256(link n−1 ‖ hash of the entry's change ‖ verdict's outcome as one byte).
  ///
  /// An edit of the directory counts as applied; its hash is that of its bytes.
  package static func link(
    after link: Fingerprint, hash: Fingerprint, outcome: Verdict.Outcome
  ) -> Fingerprint {
    Hash.sha256(link, hash, end: [outcome.rawValue])
  }
}

/// A 32-bit number as four bytes, highest first.
func bigEndian(_ value: UInt32) -> [UInt8] {
  (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) }
}
