import EscaleCore
import ReplicaStore
import SyncProtocol

extension LocalReplica {
  /// What a replica does when the server says that it was revoked: it hands over what waits, once,
  /// and forgets everything but its user's own changes.
  ///
  /// Nothing is forgotten while the hand-over hasn't arrived. Where the server takes none, because
  /// this replica has forked or handed over before, or because it was restored and lacks what that
  /// rests on, what waits stays here for its user to read.
  ///
  /// - Returns: How many changes were handed over.
  /// - Throws: ``ServerFailure``, ``SyncFault``, ``ReplicaFault``, ``StoreFault``.
  func handOverAndForget(over connection: any SyncConnection) async throws -> Int {
    let identity = try identity()
    let first = identity.decidedSequence + 1
    guard first <= identity.lastSequence else {
      try forget([], of: identity)
      return 0
    }
    let push = try store.write { writer in
      let push = try Push(first...identity.lastSequence, of: identity, reader: writer.reader)
      try push.changes.last.map { try writer.noteSent(through: $0.id.sequence) }
      return push
    }
    let request = SyncRequest(
      ledger: identity.ledger, replica: identity.replica,
      acknowledgement: Acknowledgement(
        position: identity.acknowledgement.position, ownLastSequence: identity.lastSequence),
      cursor: identity.cursor, head: identity.head, changes: push.changes,
      checkpoint: try push.checkpoint(identity), clock: surroundings.now())
    do {
      let reply = try await connection.exchange(.handover, request.bytes, token: nil)
      let answer = try SyncFault.reading { () throws(CBORError) in
        try HandoverAnswer(bytes: reply.body)
      }
      try forget(answer.results, of: identity)
      return push.changes.count
    } catch let failure as ServerFailure
      where failure.isFork || failure.isRevocation || failure.mayBeRestored
    {
      try forget([], of: identity)
      return 0
    }
  }

  /// Forgets all but the user's own changes, the files of others too.
  private func forget(_ results: [PushResult], of identity: ReplicaIdentity) throws {
    try store.write { writer in
      try writer.settle(results, of: identity.replica)
      try writer.forgetEverything()
    }
    try store.scrub()
    try sweepBlobs()
  }
}
