extension DeskLedger {
  /// Copies the ledger into a new file, as it stands at one moment, while others go on.
  ///
  /// - Throws: ``LedgerError/storage(_:)``; what was begun of the
  ///   copy is removed.
  package func backup(to path: String) async throws { try await storage.backup(to: path) }
}
