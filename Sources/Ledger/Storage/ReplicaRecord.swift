package import EscaleCore

/// A replica as the server knows it.
package struct ReplicaRecord: Hashable, Sendable {
  package var id: ReplicaID
  /// The person enrolled on it; the system on the server's own.
  package var owner: PersonNumber
  /// The public half of its Ed25519 key; empty for the server's own.
  package var verifyingKey: [UInt8]
  /// What the device calls itself.
  package var device: String
  /// In milliseconds since 1970 UTC.
  package var enrolledAt: Int64
  /// The position from which on it is revoked.
  package var revokedAt: Position?
  /// The highest sequence that the ledger has of it.
  package var lastSequence: UInt32
  /// The sequence up to which the ledger has all of its changes.
  package var contiguousSequence: UInt32
  /// Its chain's link at ``contiguousSequence``.
  package var link: Fingerprint
  /// The highest position claimed as acknowledged along its chain.
  package var claimed: Position
  /// The last acknowledgement that it sent.
  package var acknowledgement: Acknowledgement
  /// The replica that it goes on from after a fork.
  package var successorOf: ReplicaID?
  /// Whether it was revoked and has handed over what it still had.
  package var hasHandedOver = false

  package init(
    id: ReplicaID, owner: PersonNumber, verifyingKey: [UInt8], device: String, enrolledAt: Int64,
    link: Fingerprint, successorOf: ReplicaID? = nil
  ) {
    self.id = id
    self.owner = owner
    self.verifyingKey = verifyingKey
    self.device = device
    self.enrolledAt = enrolledAt
    revokedAt = nil
    lastSequence = 0
    contiguousSequence = 0
    self.link = link
    claimed = .start
    acknowledgement = Acknowledgement(position: .start, ownLastSequence: 0)
    self.successorOf = successorOf
  }
}
