import EscaleCore
import Seals
package import SyncProtocol

extension DeskLedger {
  /// Takes in what somebody carried by hand: changes of another replica than the token's,
  /// authenticated by their checkpoint's signature.
  ///
  /// They are decided as if their replica had pushed them, and their replica gets the same verdicts
  /// when it does. What comes from a device that was shut out is quarantined, until it has made
  /// its own hand-over.
  ///
  /// - Throws: ``LedgerError/unknownSender(_:)``, ``LedgerError/revokedSender(_:)``,
  ///   ``LedgerError/renewedSender(_:)``, ``LedgerError/forked(_:_:)``, and what a push throws; then
  ///   nothing counts.
  package func carry(_ parcel: Parcel, token: String) async throws -> CarryAnswer {
    let tokenHash = Hash.sha256(Array(token.utf8))
    return try await append { [self] session in
      _ = try signedIn(tokenHash, session.transaction, session.state)
      guard parcel.ledger == id else { throw LedgerError.wrongLedger }
      let sender = try sender(of: parcel, session)
      try checkFork(parcel, sender, session)
      let request = SyncRequest(
        ledger: parcel.ledger, replica: sender.id, acknowledgement: sender.acknowledgement,
        cursor: .start, changes: parcel.changes, checkpoint: parcel.checkpoint, clock: session.now)
      let push = PushSession(
        session: session, request: request, replica: sender, signatures: surroundings.signatures)
      let results = try push.run()
      let taken = results.count { if case .decided = $0.ruling { true } else { false } }
      return CarryAnswer(taken: UInt64(taken), missing: UInt64(results.count - taken))
    }
  }

  /// The replica that a parcel comes from, where anything of it may still be taken.
  private func sender(of parcel: Parcel, _ session: AppendSession) throws -> ReplicaRecord {
    let id = parcel.sender.replica
    guard !id.isServers, let sender = try session.replica(id) else {
      throw LedgerError.unknownSender(id)
    }
    guard parcel.checkpoint.lastSequence > sender.contiguousSequence else { return sender }
    if session.isShutOut(sender), sender.hasHandedOver { throw LedgerError.revokedSender(id) }
    if try session.transaction.replicas().contains(where: { $0.successorOf == id }) {
      throw LedgerError.renewedSender(id)
    }
    return sender
  }

  /// Refuses what a copy of the device wrote that has gone apart from it, as a push would be: under
  /// this id it would be denied, and its author says it again under a new one at his own sync.
  private func checkFork(
    _ parcel: Parcel, _ sender: ReplicaRecord, _ session: AppendSession
  ) throws {
    for change in parcel.changes where change.id.sequence > sender.contiguousSequence {
      let former = try session.floor(of: change.id, sender)
      guard change.header.acknowledged >= former else {
        throw LedgerError.forked(sender.id, .acknowledgementBehind(former))
      }
    }
  }

  /// The server's word that a device is enrolled, and with which key.
  func credential(of replica: ReplicaRecord) -> [UInt8]? {
    let sender = BundleSender(
      replica: replica.id, person: replica.owner, verifyingKey: replica.verifyingKey,
      credential: [])
    return surroundings.signatures.signature(
      signingKey, Hash.sha256(sender.statement(ledger: id)))
  }
}
