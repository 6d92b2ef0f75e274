import EscaleCore
import SyncProtocol

/// What must hold of a message before anything of it is looked at.
struct SyncCheck {
  let request: SyncRequest
  let replica: ReplicaRecord
  let state: LedgerState

  /// - Throws: ``LedgerError`` for another version or ledger, another replica than the token's, a
  ///   replica that has forked, or a head that this ledger never had.
  func run(_ transaction: any LedgerTransaction) throws {
    guard ProtocolVersion.common(with: request.versions) != nil else {
      throw LedgerError.noCommonVersion(request.versions)
    }
    guard request.ledger == state.id else { throw LedgerError.wrongLedger }
    guard request.replica == replica.id else { throw LedgerError.foreignChange(request.replica) }
    try checkFork()
    try checkHistory(transaction)
  }

  private func checkFork() throws {
    let former = replica.acknowledgement.position
    guard request.acknowledgement.position >= former else {
      throw LedgerError.forked(replica.id, .acknowledgementBehind(former))
    }
    let pushed = request.changes.last?.id.sequence ?? 0
    guard max(request.acknowledgement.ownLastSequence, pushed) >= replica.lastSequence else {
      throw LedgerError.forked(replica.id, .sequenceBehind(replica.lastSequence))
    }
  }

  private func checkHistory(_ transaction: any LedgerTransaction) throws {
    if let head = request.head { try state.checkHistory(of: head, transaction) }
    var positions = [request.acknowledgement.position, request.cursor.position]
    if case .since(let horizon) = request.history { positions.append(horizon.position) }
    for position in positions {
      guard position <= state.position else { throw LedgerError.otherHistory(position) }
    }
  }
}

extension LedgerState {
  /// - Throws: ``LedgerError/otherHistory(_:)`` for a head that this ledger never had,
  ///   ``LedgerError/restored(_:)`` for one that it had before it was put back to a backup.
  func checkHistory(of head: Head, _ transaction: any LedgerTransaction) throws {
    guard head.position > .start, try transaction.link(at: head.position) != head.link else {
      return
    }
    throw epoch > 1 && head.epoch < epoch
      ? LedgerError.restored(head.position) : LedgerError.otherHistory(head.position)
  }
}
