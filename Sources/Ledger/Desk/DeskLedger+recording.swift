import EscaleCore

extension DeskLedger {
  /// How many drafts one transaction should have at most: what comes of it is held in memory.
  package static let batchLimit = 5_000

  /// Makes changes on the server's own replica, all in one transaction, in order.
  ///
  /// Each passes through the same decision as a pushed one and can be denied.
  ///
  /// - Throws: ``LedgerError/unknownDraft(_:)``, ``LedgerError/storage(_:)``; then none is made.
  package func record(_ drafts: [ServerDraft]) async throws -> [RecordedDraft] {
    guard !drafts.isEmpty else { return [] }
    let randomBytes = surroundings.randomBytes
    return try await append { session in
      try session.record(drafts, randomBytes: randomBytes)
    }
  }
}
