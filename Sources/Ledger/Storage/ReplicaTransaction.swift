package import EscaleCore

/// Replicas, their tokens and acknowledgements.
package protocol ReplicaTransaction {
  func replica(_ id: ReplicaID) throws -> ReplicaRecord?

  /// The replica that a token belongs to.
  func replica(tokenHash: Fingerprint) throws -> ReplicaRecord?

  /// All replicas in ascending order of their ids.
  func replicas() throws -> [ReplicaRecord]

  func insert(_ replica: ReplicaRecord, tokenHash: Fingerprint?) throws

  /// Writes what changes about a replica: all but its token.
  func put(_ replica: ReplicaRecord) throws

  /// Gives a replica whose enrolment was lost its key and its token's hash again.
  func rekey(_ replica: ReplicaID, verifyingKey: [UInt8], tokenHash: Fingerprint) throws

  /// Adds an acknowledgement; of several with one own last sequence the highest position counts.
  func insert(_ acknowledgement: Acknowledgement, of replica: ReplicaID) throws

  /// The highest position acknowledged before a sequence was given.
  func acknowledged(by replica: ReplicaID, before sequence: UInt32) throws -> Position

  /// Forgets acknowledgements that no later change can lie behind.
  func pruneAcknowledgements(of replica: ReplicaID, before sequence: UInt32) throws
}

/// Passwords, invitations, and who is signed in in a browser.
package protocol AccountTransaction {
  func credential(of person: PersonNumber) throws -> CredentialRow?
  func put(_ credential: CredentialRow) throws
  func invite(_ codeHash: Fingerprint) throws -> InviteRow?
  func put(_ invite: InviteRow) throws

  func visit(_ tokenHash: Fingerprint) throws -> VisitRow?
  func put(_ visit: VisitRow) throws
  func endVisit(_ tokenHash: Fingerprint) throws

  /// Ends all visits of a person but one.
  func endVisits(of person: PersonNumber, except kept: Fingerprint?) throws

  /// Forgets the visits that were last seen, or began, before a time.
  func endVisits(seenBefore seen: Int64, startedBefore started: Int64) throws

  /// Remembers that whoever has a token may set a person's password, until a time.
  func insertReset(_ tokenHash: Fingerprint, of person: PersonNumber, expiresAt: Int64) throws

  /// Whose password a token may set, and until when.
  func reset(_ tokenHash: Fingerprint) throws -> (person: PersonNumber, expiresAt: Int64)?

  /// Forgets the tokens of a person, and all that are over at a time.
  func removeResets(of person: PersonNumber, expiredAt time: Int64) throws
}
