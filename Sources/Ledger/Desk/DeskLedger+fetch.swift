import EscaleCore
import Seals
package import SyncProtocol

extension DeskLedger {
  /// Gives a request whole up to a replica's cursor, if its user may see it there and now.
  ///
  /// Of what isn't there and of what he may not see the answer is the same.
  ///
  /// - Throws: ``LedgerError/unknownToken``, ``LedgerError/revoked``, ``LedgerError/wrongLedger``,
  ///   ``LedgerError/otherHistory(_:)``.
  package func fetch(_ request: FetchRequest, token: String) async throws -> FetchAnswer {
    let tokenHash = Hash.sha256(Array(token.utf8))
    return try await storage.read { [self] transaction in
      let state = try state(in: transaction)
      let replica = try signedIn(tokenHash, transaction, state)
      guard request.ledger == state.id else { throw LedgerError.wrongLedger }
      guard request.position <= state.position else {
        throw LedgerError.otherHistory(request.position)
      }
      try state.checkHistory(of: request.head, transaction)
      return try answer(request, replica, transaction, state)
    }
  }

  private func answer(
    _ request: FetchRequest, _ replica: ReplicaRecord, _ transaction: any LedgerTransaction,
    _ state: LedgerState
  ) throws -> FetchAnswer {
    let watcher = try Watcher(replica.owner, in: transaction)
    let grants = try transaction.grants(on: request.request)
    let seen = watcher.sees(grants, at: state.position)
    var answer = SyncAnswer(
      head: state.head, cursor: Cursor(position: request.position), clock: surroundings.clock.now)
    var draft = AnswerDraft(entryLimit: UInt64(SyncAnswer.entryLimit))
    // What he sees otherwise now than he did there is for a sync to tell.
    let isHere = seen != .nothing && watcher.sees(grants, at: request.position) == seen
    if isHere {
      try transaction.scan(
        request: request.request, after: request.after, through: request.position
      ) { glance, row in
        guard glance.change.replica != replica.id, watcher.isGiven(glance, as: seen) else {
          return true
        }
        return try draft.take(at: glance.position, request.request, row)
      }
    }
    answer.entries = draft.entries
    answer.hasMore = draft.stop != nil
    try sign(&answer, hashes: draft.hashes)
    return FetchAnswer(
      standing: seen == .nothing ? .nothing : isHere ? .here : .later, answer: answer)
  }
}
