import EscaleCore
import ReplicaStore
import Seals
package import SyncProtocol

extension LocalReplica {
  /// One reconciliation with the server.
  ///
  /// Whatever breaks it off, each answer was applied whole or not at all, and syncing again goes
  /// on from there.
  ///
  /// - Throws: ``ServerFailure``, ``SyncFault``, ``ReplicaFault``, ``StoreFault``.
  package func sync(over connection: any SyncConnection) async throws -> SyncReport {
    let start = ContinuousClock.now
    let lock = try await store.lockForSync()
    defer { withExtendedLifetime(lock) {} }
    var report = SyncReport(pending: try store.read { try $0.pendingCount() })
    do {
      try await exchangeAll(over: connection, &report)
    } catch let failure as ServerFailure where failure.isFork {
      report.renewedFrom = try await renew(over: connection, &report)
      try await exchangeAll(over: connection, &report)
    }
    try sweepBlobs()
    report.elapsed = ContinuousClock.now - start
    report.position = try identity().cursor.position
    report.conflicts = try conflictLines(report.found)
    return report
  }

  /// What a sync would send, without a network.
  package func syncPreview() throws -> SyncReport {
    try store.read { reader in
      var report = SyncReport(pending: try reader.pendingCount())
      report.sent = report.pending
      report.position = try reader.identity().cursor.position
      return report
    }
  }

  private func exchangeAll(
    over connection: any SyncConnection, _ report: inout SyncReport
  ) async throws {
    let identity = try identity()
    var session = SyncSession(identity.sessionStanding)
    var request = try nextRequest(&session, identity, &report)
    var reply = try await connection.exchange(.sync, request.bytes, token: identity.token)
    while true {
      report.count(reply)
      let delivery = try check(reply, &session, identity)
      guard !session.isFinished else {
        return try apply(delivery, &session, &report)
      }
      guard session.nextPush == nil else {
        try apply(delivery, &session, &report)
        request = try nextRequest(&session, identity, &report)
        reply = try await connection.exchange(.sync, request.bytes, token: identity.token)
        continue
      }
      // What comes next depends on nothing here: it is on its way while this is applied.
      let following = try nextRequest(&session, identity, &report).bytes
      async let next = connection.exchange(.sync, following, token: identity.token)
      try apply(delivery, &session, &report)
      reply = try await next
    }
  }

  private func apply(
    _ delivery: Delivery, _ session: inout SyncSession, _ report: inout SyncReport
  ) throws {
    let (outcome, acknowledgement) = try store.write { writer in
      (try writer.apply(delivery), try writer.reader.identity().acknowledgement)
    }
    session.applied(acknowledgement)
    report.take(delivery, outcome)
  }

  private func nextRequest(
    _ session: inout SyncSession, _ identity: ReplicaIdentity, _ report: inout SyncReport
  ) throws -> SyncRequest {
    guard let next = session.nextPush else {
      return session.request(changes: [], checkpoint: nil, clock: surroundings.now())
    }
    let push = try store.read { try Push(next, of: identity, reader: $0) }
    report.sent += push.changes.count
    return session.request(
      changes: push.changes, checkpoint: try push.checkpoint(identity),
      clock: surroundings.now())
  }

  /// Reads an answer and checks all that can be checked of it.
  private func check(
    _ reply: Reply, _ session: inout SyncSession, _ identity: ReplicaIdentity
  ) throws -> Delivery {
    let answer = try SyncFault.reading { () throws(CBORError) in
      try SyncAnswer(bytes: reply.body)
    }
    try session.take(answer)
    let digest = Hash.sha256(answer.deliveredBytes(hashes: answer.entries.map(\.change.hash)))
    let statement = answer.statement(ledger: identity.ledger, digest: digest)
    guard
      VerifyingKey(bytes: identity.serverKey).verifies(
        answer.receipt, of: Hash.sha256(statement))
    else { throw SyncFault.wrongReceipt }
    return Delivery(
      results: answer.results, entries: answer.entries, directory: answer.directory,
      forgotten: answer.forgotten, renewed: answer.renewed, cursor: answer.cursor,
      head: answer.head,
      serverClock: answer.clock, deviceClock: surroundings.now(), digest: digest,
      receipt: answer.receipt)
  }

  private func conflictLines(_ rows: [ConflictRow]) throws -> [ConflictLine] {
    try store.read { reader in
      let current = try reader.conflicts()
      return try current.filter { row in
        rows.contains { $0.change == row.change && $0.field == row.field }
      }.map { try ConflictLine($0, reader: reader) }
    }
  }
}

extension ReplicaIdentity {
  fileprivate var sessionStanding: SyncSession.Standing {
    SyncSession.Standing(
      ledger: ledger, replica: replica,
      acknowledgement: Acknowledgement(
        position: acknowledgement.position, ownLastSequence: acknowledgement.ownLastSequence),
      cursor: cursor, head: head, decidedSequence: decidedSequence, lastSequence: lastSequence)
  }
}
