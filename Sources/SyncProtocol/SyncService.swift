/// The server's half of the boundary between transport and ledger.
package protocol SyncService: Sendable {
  /// Answers one request.
  ///
  /// - Throws: ``Problem``, which the transport renders.
  func answer(
    _ endpoint: Endpoint, body: [UInt8], token: String?, client: String
  ) async throws(Problem) -> [UInt8]

  /// Nothing when ready to answer, else why not.
  func reasonNotReady() async -> String?
}
