import EscaleCore
import Seals
package import SyncProtocol

extension DeskLedger {
  /// Takes in what a replica pushes and answers with what its user may see beyond its cursor.
  ///
  /// Durable when it returns; repeating a message gives the same verdicts. Waits for news up to
  /// what the message asks and ``SyncLimits`` allow, where there is none.
  ///
  /// - Throws: ``LedgerError``; then nothing of the message counts.
  package func sync(_ request: SyncRequest, token: String) async throws -> SyncAnswer {
    let began = ContinuousClock.now
    let wait = Duration.milliseconds(min(request.waitMilliseconds, SyncLimits.waitMilliseconds))
    var answer = try await answer(request, token: token)
    while !answer.hasNews, !Task.isCancelled {
      let left = wait - began.duration(to: .now)
      guard left > .zero, await bell.isOpen else { break }
      await bell.wait(beyond: answer.head.position, atMost: min(left, .seconds(1)))
      answer = try await self.answer(request, token: token)
    }
    return answer
  }

  /// Lets no replica wait for news any longer, as a server that stops needs it: all are answered.
  package func endWaiting() async { await bell.close() }

  private func answer(_ request: SyncRequest, token: String) async throws -> SyncAnswer {
    let tokenHash = Hash.sha256(Array(token.utf8))
    if request.changes.isEmpty {
      let answer = try await storage.read { [self] transaction -> SyncAnswer? in
        let state = try state(in: transaction)
        let replica = try signedIn(tokenHash, transaction, state)
        try SyncCheck(request: request, replica: replica, state: state).run(transaction)
        guard request.acknowledgement == replica.acknowledgement, !replica.hasHandedOver else {
          return nil
        }
        return try self.answer(request, [], replica, transaction, state)
      }
      if let answer { return answer }
    }
    return try await append { [self] session in
      let replica = try signedIn(tokenHash, session.transaction, session.state)
      try SyncCheck(request: request, replica: replica, state: session.state)
        .run(session.transaction)
      let push = PushSession(
        session: session, request: request, replica: replica,
        signatures: surroundings.signatures)
      let results = try push.run()
      try session.finish()
      return try self.answer(request, results, replica, session.transaction, session.state)
    }
  }

  /// The replica of a token.
  ///
  /// - Throws: ``LedgerError/unknownToken``; ``LedgerError/revoked`` for a revoked replica and for
  ///   a disabled account.
  func signedIn(
    _ tokenHash: Fingerprint, _ transaction: any LedgerTransaction, _ state: LedgerState
  ) throws -> ReplicaRecord {
    guard let replica = try transaction.replica(tokenHash: tokenHash) else {
      throw LedgerError.unknownToken
    }
    let owner = try directory(in: transaction, state: state).person(replica.owner)
    guard replica.revokedAt == nil, owner?.isActive == true else { throw LedgerError.revoked }
    return replica
  }

  private func answer(
    _ request: SyncRequest, _ results: [PushResult], _ replica: ReplicaRecord,
    _ transaction: any LedgerTransaction, _ state: LedgerState
  ) throws -> SyncAnswer {
    var answer = SyncAnswer(
      head: state.head, results: results, cursor: Cursor(position: state.position),
      clock: surroundings.clock.now)
    var hashes: [Fingerprint] = []
    if request.cursor.position < state.position {
      let watcher = try Watcher(replica.owner, in: transaction)
      let directory = try directory(in: transaction, state: state)
      let horizon = horizon(for: request, watcher, directory.policy, state)
      let walk = try DeliveryWalk(
        transaction, watcher, replica,
        cursor: request.cursor, head: state.position, entryLimit: request.entryLimit,
        bound: horizon.map {
          HistoryBound(transaction, watcher, $0, fetched: Set(request.fetched))
        })
      let stop = try walk.run()
      if request.history == .bounded { answer.horizon = horizon }
      answer.leavesHistory = walk.leavesHistory
      answer.entries = walk.draft.entries
      answer.forgotten = walk.draft.forgotten
      answer.renewed = walk.draft.renewed
      let delivery = DirectoryDelivery(
        transaction: transaction, watcher: watcher, directory: directory,
        known: request.cursor.position, head: state.position)
      answer.directory = try delivery.items(with: answer.entries)
      answer.erased = try transaction.erasures(after: request.cursor.position)
      answer.cursor = stop ?? answer.cursor
      answer.hasMore = stop != nil
      hashes = walk.draft.hashes
    }
    try sign(&answer, hashes: hashes)
    if request.wantsCredential { answer.credential = credential(of: replica) }
    return answer
  }

  /// Gives an answer its receipt; the hashes are those of its entries' changes, in their order.
  func sign(_ answer: inout SyncAnswer, hashes: [Fingerprint]) throws {
    let digest = Hash.sha256(answer.deliveredBytes(hashes: hashes))
    let statement = answer.statement(ledger: id, digest: digest)
    guard let receipt = surroundings.signatures.signature(signingKey, Hash.sha256(statement)) else {
      throw LedgerError.storage("signature")
    }
    answer.receipt = receipt
  }

  /// From where on history goes out unasked; nil for all of it.
  private func horizon(
    for request: SyncRequest, _ watcher: Watcher, _ policy: Policy, _ state: LedgerState
  ) -> HistoryHorizon? {
    switch request.history {
    case .whole: return nil
    case .since(let horizon): return horizon
    case .bounded:
      guard request.cursor == .start, policy.historyDays > 0,
        !watcher.standing(at: state.position).roles.contains(.admin)
      else { return nil }
      return HistoryHorizon(
        at: state.position, days: policy.historyDays, before: surroundings.clock.now)
    }
  }
}

extension SyncAnswer {
  /// Whether there is anything in it that a replica would apply, or that it asked for.
  fileprivate var hasNews: Bool {
    !results.isEmpty || !entries.isEmpty || !directory.isEmpty || !forgotten.isEmpty
      || !renewed.isEmpty || !erased.isEmpty || hasMore
  }
}
