import Blobs
package import EscaleCore
import Seals

extension DeskLedger {
  /// Creates a ledger in a folder, which is made if need be.
  ///
  /// Its first entry is the directory: of `document` (JSON, as `directory import` reads it) or a
  /// bare one, and the lifecycles given beside the built-in one.
  ///
  /// - Throws: ``LedgerError/ledgerExists(path:)``; what ``importDirectory(_:)`` throws.
  package static func create(
    at directory: String, document: [UInt8]? = nil, lifecycles: [Lifecycle] = [],
    surroundings: LedgerSurroundings = LedgerSurroundings()
  ) async throws -> DeskLedger {
    let document = try document.map { try DirectoryDocument(bytes: $0) }
    try DirectoryDraft.check(document, lifecycles)
    let storage = try SQLiteLedgerStorage.open(at: directory, creating: true)
    return try await create(
      in: storage, path: directory, document: document, lifecycles: lifecycles,
      surroundings: surroundings)
  }

  /// Creates a ledger in an empty storage.
  ///
  /// - Throws: As ``create(at:document:lifecycles:surroundings:)``.
  package static func create(
    in storage: any LedgerStorage, document: [UInt8], lifecycles: [Lifecycle],
    surroundings: LedgerSurroundings
  ) async throws -> DeskLedger {
    try await create(
      in: storage, path: "", document: DirectoryDocument(bytes: document),
      lifecycles: lifecycles, surroundings: surroundings)
  }

  /// Opens the ledger in a folder.
  ///
  /// - Throws: ``LedgerError/noLedger(path:)``, ``LedgerError/storage(_:)``.
  package static func open(
    at directory: String, surroundings: LedgerSurroundings = LedgerSurroundings()
  ) async throws -> DeskLedger {
    let storage = try SQLiteLedgerStorage.open(at: directory, creating: false)
    return try await open(in: storage, path: directory, surroundings: surroundings)
  }

  /// Opens the ledger that a storage holds.
  ///
  /// - Throws: ``LedgerError/noLedger(path:)`` with `path`, ``LedgerError/storage(_:)``.
  package static func open(
    in storage: any LedgerStorage, path: String, surroundings: LedgerSurroundings
  ) async throws -> DeskLedger {
    let state = try await storage.read { try $0.state() }
    guard let state else { throw LedgerError.noLedger(path: path) }
    return try DeskLedger(
      state, storage: storage, blobs: blobStore(in: path), surroundings: surroundings)
  }

  /// The blobs lie beside the ledger's file.
  private static func blobStore(in directory: String) -> BlobStore {
    BlobStore(folder: directory + "/blobs")
  }

  private static func create(
    in storage: any LedgerStorage, path: String, document: DirectoryDocument?,
    lifecycles: [Lifecycle], surroundings: LedgerSurroundings
  ) async throws -> DeskLedger {
    let state = try LedgerState.founding(surroundings)
    try await storage.write { transaction in
      guard try transaction.state() == nil else { throw LedgerError.ledgerExists(path: path) }
      try transaction.put(state)
      let session = AppendSession(
        transaction, state: state, directory: DeskDirectory(), now: surroundings.clock.now)
      _ = try session.enrol({ id in .server(id, of: state.id, at: session.now) }, tokenHash: nil)
      try session.edit(DirectoryDraft.founding(document, lifecycles).items)
      try session.finish()
    }
    return try DeskLedger(
      state, storage: storage, blobs: blobStore(in: path), surroundings: surroundings)
  }
}

extension DirectoryDraft {
  /// The first directory of a ledger.
  fileprivate static func founding(
    _ document: DirectoryDocument?, _ lifecycles: [Lifecycle]
  ) throws -> DirectoryDraft {
    var draft = DirectoryDraft(DeskDirectory())
    if document == nil { try draft.found() } else { try draft.addLifecycle(.lorraine) }
    for lifecycle in lifecycles { try draft.addLifecycle(lifecycle) }
    if let document { draft.put(try document.items(changing: draft.directory)) }
    return draft
  }

  /// Whether a ledger can begin like this, before anything is created.
  fileprivate static func check(
    _ document: DirectoryDocument?, _ lifecycles: [Lifecycle]
  ) throws { _ = try founding(document, lifecycles) }
}

extension LedgerState {
  /// A ledger without entries, under a new name and key.
  fileprivate static func founding(
    _ surroundings: LedgerSurroundings
  ) throws(LedgerError) -> LedgerState {
    guard let id = LedgerID(bytes: surroundings.randomBytes(LedgerID.byteCount)) else {
      throw .storage("randomness")
    }
    return LedgerState(
      id: id, epoch: 1, signingSecret: surroundings.randomBytes(SigningKey.byteCount),
      position: .start, link: LedgerChain.start(ledger: id), directoryPosition: .start,
      lastReplica: ReplicaID(rawValue: 0))
  }
}
