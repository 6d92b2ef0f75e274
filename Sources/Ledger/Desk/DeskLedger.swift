package import Blobs
package import EscaleCore
package import Seals
import Synchronization

/// The server's half of the desk: an append-only ledger over a storage, with all that may be asked
/// of it.
///
/// Safe to use from anywhere; several processes may have the same storage open.
///
/// Source: DESIGN, "Sync", "Stores".
package final class DeskLedger: Sendable {
  package let id: LedgerID
  /// The key that signs receipts.
  package let serverKey: VerifyingKey

  /// The bytes of attachments; who may have which is asked of the ledger.
  package let blobs: BlobStore

  let storage: any LedgerStorage
  let surroundings: LedgerSurroundings
  let signingKey: SigningKey
  let bell = PositionBell()
  let passwords: PasswordGate
  let attempts = AttemptLimit()
  let resetWishes = AttemptLimit()
  let pageSeal: PageSeal
  let clockGuard: ClockGuard
  private let knownDirectory = Mutex<DeskDirectory?>(nil)

  init(
    _ state: LedgerState, storage: any LedgerStorage, blobs: BlobStore,
    surroundings: LedgerSurroundings
  ) throws(LedgerError) {
    guard let key = SigningKey(secret: state.signingSecret) else {
      throw .damaged("signing key")
    }
    id = state.id
    signingKey = key
    serverKey = key.verifyingKey
    self.storage = storage
    self.blobs = blobs
    self.surroundings = surroundings
    passwords = PasswordGate()
    pageSeal = PageSeal(secret: state.signingSecret)
    clockGuard = ClockGuard(surroundings.clock)
  }

  /// Closes the storage; whatever comes after fails.
  package func close() async throws { try await storage.close() }
}

extension DeskLedger {
  /// Appends in one transaction: what `body` did stands when this returns, nothing when it throws.
  func append<Value: Sendable>(
    _ body: @escaping @Sendable (AppendSession) throws -> Value
  ) async throws -> Value {
    let (value, head, edited) = try await storage.write { [self] transaction in
      let session = try session(transaction)
      if session.state.isCopy { try session.beginEpoch() }
      let value = try body(session)
      try session.finish()
      return (value, session.state.position, session.editedDirectory)
    }
    if let edited { knownDirectory.withLock { $0 = edited } }
    await bell.ring(head)
    return value
  }

  /// The session of a transaction that may append.
  func session(_ transaction: any LedgerTransaction) throws -> AppendSession {
    let state = try state(in: transaction)
    return AppendSession(
      transaction, state: state, directory: try directory(in: transaction, state: state),
      now: surroundings.clock.now)
  }

  func state(in transaction: any LedgerTransaction) throws -> LedgerState {
    guard let state = try transaction.state() else { throw LedgerError.noLedger(path: "") }
    return state
  }

  /// The directory that a transaction sees; read only where it changed since the last time.
  func directory(
    in transaction: any LedgerTransaction, state: LedgerState
  ) throws -> DeskDirectory {
    let known = knownDirectory.withLock { $0 }
    if let known, known.readAt == state.directoryPosition { return known }
    var directory = try DeskDirectory.load(from: transaction)
    directory.readAt = state.directoryPosition
    directory.epoch = state.epoch
    knownDirectory.withLock { $0 = directory }
    return directory
  }
}
