/// Where a ledger is kept.
///
/// Everything about requests, rights and audiences is decided above; a storage knows rows.
///
/// Source: DESIGN, "Stores".
package protocol LedgerStorage: Sendable {
  /// Reads and writes in one transaction: durable when this returns, undone when `body` throws.
  ///
  /// One at a time over all processes that share the storage. `body` may wait for its turn.
  ///
  /// - Throws: What `body` throws; ``LedgerError`` where the storage fails.
  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any LedgerTransaction) throws -> Value
  ) async throws -> Value

  /// Reads in one transaction: all of it sees one state of the ledger.
  ///
  /// - Throws: What `body` throws; ``LedgerError`` where the storage fails.
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (any LedgerTransaction) throws -> Value
  ) async throws -> Value

  /// Sees to it that what was erased can't be read from its files any more, as far as nobody reads
  /// at this moment.
  func scrub() async throws

  /// What the storage finds wrong with itself, empty where nothing is.
  func integrityProblems() async throws -> [String]

  /// Copies everything into a new file, as it stands at one moment.
  ///
  /// - Throws: ``LedgerError`` where the file is there already or can't be written.
  func backup(to path: String) async throws

  /// Closes it; whatever comes after fails.
  func close() async throws
}

/// One transaction over all that a ledger keeps.
package protocol LedgerTransaction: EntryTransaction, DirectoryTransaction, RequestTransaction,
  AudienceTransaction, ReplicaTransaction, AccountTransaction, BlobTransaction, SearchTransaction,
  QuarantineTransaction, NoticeTransaction, ClosingTransaction
{
  /// What the ledger is and how far it has come; nil in an empty storage.
  func state() throws -> LedgerState?
  func put(_ state: LedgerState) throws
}
