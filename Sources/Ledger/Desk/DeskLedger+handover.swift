import EscaleCore
package import SyncProtocol

extension DeskLedger {
  /// Takes the last changes of a device that was revoked, or whose account was disabled: one push,
  /// once, authenticated by its checkpoint's signature instead of a token.
  ///
  /// They are decided as any others, which quarantines what its author had a right to before.
  /// Repeating the message gives the same verdicts.
  ///
  /// - Throws: ``LedgerError/unknownToken`` for a device that isn't revoked,
  ///   ``LedgerError/revoked`` where it handed something else over before, and what a push throws.
  package func handOver(_ request: SyncRequest) async throws -> HandoverAnswer {
    try await append { [self] session in
      guard !request.replica.isServers, let replica = try session.replica(request.replica),
        let last = request.changes.last, session.isShutOut(replica)
      else { throw LedgerError.unknownToken }
      guard !replica.hasHandedOver || last.id.sequence <= replica.lastSequence else {
        throw LedgerError.revoked
      }
      try SyncCheck(request: request, replica: replica, state: session.state)
        .run(session.transaction)
      let push = PushSession(
        session: session, request: request, replica: replica,
        signatures: surroundings.signatures)
      let results = try push.run()
      try session.update(replica.id) { $0.hasHandedOver = true }
      return HandoverAnswer(results: results)
    }
  }
}

extension AppendSession {
  /// Whether a replica's token is dead.
  func isShutOut(_ replica: ReplicaRecord) -> Bool {
    replica.revokedAt != nil || directory.person(replica.owner)?.isActive != true
  }
}
