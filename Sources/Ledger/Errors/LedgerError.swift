package import EscaleCore

/// Why the server's half refuses something or can't do it.
///
/// Nothing is changed then.
package enum LedgerError: Error, Hashable, Sendable {
  // The store.
  case noLedger(path: String)
  case ledgerExists(path: String)
  /// Something has the name that a copy was to get.
  case copyExists(path: String)
  /// A later version of the program has changed its tables.
  case newerSchema(path: String)
  /// What is stored can't be read.
  case damaged(String)
  /// The disk or the database fails.
  case storage(String)
  /// Another process keeps writing.
  case busy
  /// The server's clock was set forward or back by more than a day while it ran.
  case clockJumped(milliseconds: Int64)

  // People and devices.
  case unknownUser(String)
  case userInactive(String)
  case weakPassword(byteCount: Int)
  case unknownReplica(String)
  case nameTaken(String)
  case invalidName(String)
  case lifecycleTaken(LifecycleVersion)
  case unknownDraft(Int)
  /// There is no such attachment, or it isn't for whoever asks.
  case unknownAttachment
  case unknownChange(ChangeID)
  case notQuarantined(ChangeID)

  // Signing in.
  case wrongCredential
  case signInBusy
  case tooManyAttempts(retryAfterSeconds: Int)
  case unknownToken
  case revoked
  /// A link for a new password was used, replaced, or is too old.
  case resetOver

  // Sync.
  case malformed(CBORError)
  case invalidKey
  case noCommonVersion([UInt64])
  case wrongLedger
  case foreignChange(ReplicaID)
  case sequenceGap(expected: UInt32, found: UInt32)
  case wrongCheckpoint
  case forked(ReplicaID, ForkSign)
  case otherHistory(Position)
  /// The ledger was restored from a backup, and the replica has seen what came after that.
  case restored(Position)
  /// What was handed back isn't what this server delivered.
  case unprovenReturn
  /// What was carried comes from a device that isn't enrolled here.
  case unknownSender(ReplicaID)
  /// It comes from a device that was shut out, and that has handed over something else.
  case revokedSender(ReplicaID)
  /// It comes from a device that goes on under a new id, under which it says all of it again.
  case renewedSender(ReplicaID)

  /// By what a fork was noticed.
  package enum ForkSign: Hashable, Sendable {
    /// The ledger has another change under an id.
    case otherChange(UInt32)
    /// The ledger has sequences of the replica that the replica lacks.
    case sequenceBehind(UInt32)
    /// The replica acknowledged more of the ledger before.
    case acknowledgementBehind(Position)
  }
}

extension LedgerError: EscaleError {
  package var code: String {
    switch self {
    case .noLedger: "ledger.none"
    case .ledgerExists: "ledger.exists"
    case .copyExists: "ledger.copy-exists"
    case .newerSchema: "ledger.newer-schema"
    case .damaged: "ledger.damaged"
    case .storage: "ledger.storage"
    case .busy: "ledger.busy"
    case .clockJumped: "ledger.clock-jumped"
    case .unknownUser: "user.unknown"
    case .userInactive: "user.inactive"
    case .weakPassword: "user.weak-password"
    case .unknownReplica: "replica.unknown"
    case .nameTaken: "directory.name-taken"
    case .invalidName: "directory.invalid-name"
    case .lifecycleTaken: "directory.lifecycle-taken"
    case .unknownDraft: "ledger.unknown-draft"
    case .unknownAttachment: "attachment.unknown"
    case .unknownChange: "ledger.unknown-change"
    case .notQuarantined: "quarantine.not-there"
    case .wrongCredential: "sync.wrong-credential"
    case .signInBusy: "sign-in.busy"
    case .tooManyAttempts: "sign-in.too-many-attempts"
    case .unknownToken: "sync.unknown-token"
    case .revoked: "sync.revoked"
    case .resetOver: "sign-in.link-over"
    case .malformed: "sync.malformed"
    case .invalidKey: "sync.invalid-key"
    case .noCommonVersion: "sync.version"
    case .wrongLedger: "sync.wrong-ledger"
    case .foreignChange: "sync.foreign-change"
    case .sequenceGap: "sync.sequence-gap"
    case .wrongCheckpoint: "sync.wrong-checkpoint"
    case .forked: "sync.forked"
    case .otherHistory: "sync.other-history"
    case .restored: "sync.restored"
    case .unprovenReturn: "return.unproven"
    case .unknownSender: "carry.unknown-device"
    case .revokedSender: "carry.revoked"
    case .renewedSender: "carry.renewed"
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .damaged, .storage, .unknownDraft, .newerSchema, .clockJumped: .unexpected
    case .busy, .signInBusy, .tooManyAttempts: .unreachable
    case .noLedger, .unknownUser, .unknownReplica, .unknownAttachment, .unknownChange,
      .notQuarantined:
      .notFound
    case .wrongCredential, .unknownToken, .revoked, .wrongCheckpoint, .unprovenReturn,
      .userInactive:
      .notAllowed
    case .malformed, .invalidKey, .foreignChange: .usage
    case .ledgerExists, .copyExists, .weakPassword, .nameTaken, .invalidName, .lifecycleTaken,
      .noCommonVersion, .wrongLedger, .sequenceGap, .forked, .otherHistory, .restored,
      .unknownSender,
      .revokedSender,
      .renewedSender, .resetOver:
      .refused
    }
  }

  /// The HTTP status that says it, where its kind alone says too little.
  package var httpStatus: Int {
    switch self {
    case .wrongCredential, .unknownToken, .revoked: 401
    case .noCommonVersion: 426
    case .signInBusy, .tooManyAttempts: 429
    default: kind.httpStatus
    }
  }

  package var details: [String: String] {
    switch self {
    case .noLedger(let path), .ledgerExists(let path), .copyExists(let path),
      .newerSchema(let path):
      ["path": path]
    case .unknownUser(let name), .userInactive(let name), .nameTaken(let name): ["name": name]
    case .tooManyAttempts(let seconds): ["retryAfterSeconds": String(seconds)]
    case .sequenceGap(let expected, let found):
      ["expected": String(expected), "found": String(found)]
    case .forked(let replica, let sign):
      ["replica": replica.description].merging(sign.details) { $1 }
    case .otherHistory(let position), .restored(let position): ["position": position.description]
    default: [:]
    }
  }
}

extension LedgerError.ForkSign {
  fileprivate var details: [String: String] {
    switch self {
    case .otherChange(let sequence): ["sequence": String(sequence)]
    case .sequenceBehind(let sequence): ["recordedSequence": String(sequence)]
    case .acknowledgementBehind(let position): ["recordedPosition": position.description]
    }
  }
}
