import EscaleCore
import ReplicaStore
import Seals
package import SyncProtocol

extension LocalReplica {
  /// One reconciliation with the server.
  ///
  /// Whatever breaks it off, each answer was applied whole or not at all, and syncing again goes
  /// on from there. `progress` is told after each answer that is followed by another.
  ///
  /// - Throws: ``ServerFailure``, ``SyncFault``, ``ReplicaFault``, ``StoreFault``.
  package func sync(
    over connection: any SyncConnection, telling progress: @escaping SyncProgress = { _, _ in }
  ) async throws -> SyncReport {
    let start = ContinuousClock.now
    let lock = try await store.lockForSync()
    defer { withExtendedLifetime(lock) {} }
    var report = SyncReport(pending: try store.read { try $0.pendingCount() })
    do {
      try await reconcile(over: connection, &report, progress)
    } catch let failure as ServerFailure where failure.isRevocation {
      throw ReplicaFault.revoked(handedOver: try await handOverAndForget(over: connection))
    }
    if try store.read({ try $0.hasDoubtedItems() }) {
      report.lostItems = try store.write { try $0.settleLostItems() }
    }
    // What a restored server may still lack is kept.
    if report.unreturned == 0 { try sweepBlobs() }
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
      report.carried = try reader.parcels().filter { $0.refusal == nil }
        .map(\.sequences.count).reduce(0, +)
      report.position = try reader.identity().cursor.position
      return report
    }
  }

  /// Sends and fetches everything; what stands in the way of it, a fork or a server that was restored
  /// from a backup, is mended first, each once.
  ///
  /// A restored server may have given this replica's id to another device, or may not know of the id
  /// that it was given last: it goes on under a new one, by what it had before.
  private func reconcile(
    over connection: any SyncConnection, _ report: inout SyncReport, _ progress: SyncProgress
  ) async throws {
    var hasRecovered = false
    while true {
      do {
        try await deliverParcels(over: connection, &report)
        try await exchangeAndReturn(over: connection, &report, progress)
        guard try await sayStrandedAgain(over: connection, &report) else { return }
      } catch let failure as ServerFailure where failure.isFork && report.renewedFrom == nil {
        report.renewedFrom = try await renew(over: connection, &report)
      } catch let failure as ServerFailure where failure.mayBeRestored && !hasRecovered {
        hasRecovered = true
        if try await recover(over: connection, &report) || failure.isOfAnother { continue }
        guard failure.isOfNobody, report.renewedFrom == nil,
          let former = try await renewByFormerPapers(over: connection, &report)
        else { throw failure }
        (report.renewedFrom, report.foundRestored) = (former, true)
        hasRecovered = false
      } catch let failure as ServerFailure
        where failure.isOfAnother && report.renewedFrom == nil
      {
        report.foundRestored = true
        report.renewedFrom = try await renew(over: connection, &report)
      }
    }
  }

  /// Hands back what a restored server lacks, before and after one's own: each may rest on the other.
  private func exchangeAndReturn(
    over connection: any SyncConnection, _ report: inout SyncReport, _ progress: SyncProgress
  ) async throws {
    try await handBack(over: connection, &report)
    var waiting = report.unreturned
    try await exchangeAll(over: connection, &report, progress)
    while waiting > 0 {
      try await handBack(over: connection, &report)
      guard report.unreturned < waiting else { return }
      waiting = report.unreturned
      try await exchangeAll(over: connection, &report, progress)
    }
  }

  private func exchangeAll(
    over connection: any SyncConnection, _ report: inout SyncReport, _ progress: SyncProgress
  ) async throws {
    let (identity, standing, credential) = try store.read { reader in
      let identity = try reader.identity()
      let standing = try reader.sessionStanding(identity)
      return (identity, standing, try reader.credential(of: identity.replica))
    }
    var session = SyncSession(standing)
    session.wantsCredential = credential == nil
    let start = identity.cursor.position.rawValue
    var request = try nextRequest(&session, identity).bytes
    var received = try await exchange(request, over: connection, identity)
    while true {
      report.count(received.reply)
      let delivery = try check(received, &session, identity)
      if !session.isFinished {
        progress(
          delivery.cursor.position.rawValue &- start, delivery.head.position.rawValue &- start)
      }
      guard !session.isFinished else {
        return try apply(delivery, &session, &report)
      }
      guard session.nextPush == nil else {
        try apply(delivery, &session, &report)
        request = try nextRequest(&session, identity).bytes
        received = try await exchange(request, over: connection, identity)
        continue
      }
      // What comes next depends on nothing here: it comes, and is read, while this is applied.
      let following = try nextRequest(&session, identity).bytes
      async let next = exchange(following, over: connection, identity)
      try apply(delivery, &session, &report)
      received = try await next
    }
  }

  private func apply(
    _ delivery: Delivery, _ session: inout SyncSession, _ report: inout SyncReport
  ) throws {
    let (outcome, acknowledgement) = try store.write { writer in
      (try writer.apply(delivery), try writer.reader.identity().acknowledgement)
    }
    if delivery.removes { try store.scrub() }
    session.applied(acknowledgement)
    report.take(delivery, outcome)
  }

  private func nextRequest(
    _ session: inout SyncSession, _ identity: ReplicaIdentity
  ) throws -> SyncRequest {
    guard let next = session.nextPush else {
      return session.request(changes: [], checkpoint: nil, clock: surroundings.now())
    }
    // Noted before it leaves: what may have arrived can't be undone, answered or not.
    let push = try store.write { writer in
      let push = try Push(next, of: identity, reader: writer.reader)
      try push.changes.last.map { try writer.noteSent(through: $0.id.sequence) }
      return push
    }
    return session.request(
      changes: push.changes, checkpoint: try push.checkpoint(identity),
      clock: surroundings.now())
  }

  /// Asks, reads the answer, and computes what its receipt has to cover.
  private func exchange(
    _ request: [UInt8], over connection: any SyncConnection, _ identity: ReplicaIdentity
  ) async throws -> Received {
    var reply = try await connection.exchange(.sync, request, token: identity.token)
    let answer = try SyncFault.reading { () throws(CBORError) in
      try SyncAnswer(bytes: reply.body)
    }
    reply.body = []
    let delivered = answer.deliveredBytes(hashes: answer.entries.map(\.change.hash))
    return Received(
      reply: reply, answer: answer, delivered: delivered, digest: Hash.sha256(delivered))
  }

  /// Checks all that can be checked of an answer.
  private func check(
    _ received: Received, _ session: inout SyncSession, _ identity: ReplicaIdentity
  ) throws -> Delivery {
    let answer = received.answer
    try session.take(answer)
    try identity.checkReceipt(of: answer, over: received.digest)
    var delivery = Delivery(
      results: answer.results, entries: answer.entries, directory: answer.directory,
      forgotten: answer.forgotten, renewed: answer.renewed, erased: answer.erased,
      cursor: answer.cursor, head: answer.head, serverClock: answer.clock,
      deviceClock: surroundings.now(), digest: received.digest, delivered: received.delivered,
      receipt: answer.receipt)
    delivery.credential = answer.credential
    delivery.horizon = answer.horizon
    delivery.leavesHistory = answer.leavesHistory
    return delivery
  }

  private func conflictLines(_ rows: [ConflictRow]) throws -> [ConflictLine] {
    guard !rows.isEmpty else { return [] }
    return try store.read { reader in
      let current = try reader.conflicts()
      return try current.filter { row in
        rows.contains { $0.change == row.change && $0.field == row.field }
      }.map { try ConflictLine($0, reader: reader) }
    }
  }
}

extension ReplicaIdentity {
  /// Checks that the server vouches for what an answer delivers, by the digest of that.
  ///
  /// - Throws: ``SyncFault/wrongReceipt``.
  func checkReceipt(of answer: SyncAnswer, over digest: Fingerprint) throws(SyncFault) {
    let statement = answer.statement(ledger: ledger, digest: digest)
    guard VerifyingKey(bytes: serverKey).verifies(answer.receipt, of: Hash.sha256(statement))
    else { throw .wrongReceipt }
  }
}

/// How many of the ledger's positions a sync has passed, and of how many.
package typealias SyncProgress = @Sendable (_ done: UInt64, _ all: UInt64) -> Void

/// An answer as it was read, what it delivers and the digest of that; the reply's body is gone.
private struct Received: Sendable {
  let reply: Reply
  let answer: SyncAnswer
  let delivered: [UInt8]
  let digest: Fingerprint
}

extension StoreReader {
  fileprivate func sessionStanding(
    _ identity: ReplicaIdentity
  ) throws -> SyncSession.Standing {
    var standing = SyncSession.Standing(
      ledger: identity.ledger, replica: identity.replica,
      acknowledgement: identity.acknowledgement, cursor: identity.cursor, head: identity.head,
      decidedSequence: identity.decidedSequence, lastSequence: identity.lastSequence)
    // Only a replica that was never told anything leaves history where it is.
    guard identity.head != nil else {
      standing.history = .bounded
      return standing
    }
    guard let history = try history() else { return standing }
    standing.history = .since(history.horizon)
    standing.fetched = try fetchedRequests()
    return standing
  }
}
