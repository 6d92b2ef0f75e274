package import EscaleCore

/// Asks to make a device a replica: `POST /v1/enrol`.
package struct EnrolRequest: Hashable, Sendable {
  /// The longest name, password, code or device name in bytes.
  package static let textByteLimit = 1_024

  package var versions: [UInt64]
  package var user: String
  package var credential: Credential
  /// The public half of the replica's Ed25519 key: 32 bytes.
  package var verifyingKey: [UInt8]
  /// What the device calls itself, for the list of replicas.
  package var deviceName: String

  package enum Credential: Hashable, Sendable {
    case password(String)
    case invite(String)
  }

  package init(
    versions: [UInt64] = ProtocolVersion.spoken, user: String, credential: Credential,
    verifyingKey: [UInt8], deviceName: String
  ) {
    self.versions = versions
    self.user = user
    self.credential = credential
    self.verifyingKey = verifyingKey
    self.deviceName = deviceName
  }
}

/// Makes a device a replica, or gives a forked one its new id.
package struct EnrolAnswer: Hashable, Sendable {
  package var ledger: LedgerID
  package var replica: ReplicaID
  package var person: PersonNumber
  /// What every later request carries.
  package var token: String
  /// The key that signs receipts: 32 bytes.
  package var serverKey: [UInt8]
  package var clock: Int64

  package init(
    ledger: LedgerID, replica: ReplicaID, person: PersonNumber, token: String,
    serverKey: [UInt8], clock: Int64
  ) {
    self.ledger = ledger
    self.replica = replica
    self.person = person
    self.token = token
    self.serverKey = serverKey
    self.clock = clock
  }
}

/// Asks for a new id after a fork: `POST /v1/renew`, with the old replica's token.
package struct RenewRequest: Hashable, Sendable {
  /// The public half of the new id's key: 32 bytes.
  package var verifyingKey: [UInt8]
  package var deviceName: String
  /// The replica's own pending sequences with the hashes it holds under them: the answer says
  /// which of them the ledger has.
  package var pending: [PendingHash]

  package struct PendingHash: Hashable, Sendable {
    package var sequence: UInt32
    package var hash: Fingerprint

    package init(sequence: UInt32, hash: Fingerprint) {
      self.sequence = sequence
      self.hash = hash
    }
  }

  package init(verifyingKey: [UInt8], deviceName: String, pending: [PendingHash]) {
    self.verifyingKey = verifyingKey
    self.deviceName = deviceName
    self.pending = pending
  }
}

/// The new id, and which of the pending changes the ledger holds already.
package struct RenewAnswer: Hashable, Sendable {
  package var enrolment: EnrolAnswer
  /// What the ledger says of those whose very change it has: they stay under the old id.
  ///
  /// Not all of them come back as entries: a refused creation is delivered to nobody.
  package var held: [PushResult]

  package init(enrolment: EnrolAnswer, held: [PushResult]) {
    self.enrolment = enrolment
    self.held = held
  }
}

/// Who a server is: `POST /v1/hello` with an empty body.
package struct HelloAnswer: Hashable, Sendable {
  package var versions: [UInt64]
  package var ledger: LedgerID
  package var clock: Int64

  package init(versions: [UInt64] = ProtocolVersion.spoken, ledger: LedgerID, clock: Int64) {
    self.versions = versions
    self.ledger = ledger
    self.clock = clock
  }
}
