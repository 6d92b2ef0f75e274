package import EscaleCore
import Seals
package import SyncProtocol

extension DeskLedger {
  /// Begins a new epoch where this ledger is a backup that is served from now on.
  ///
  /// - Returns: The position after which it goes on; nil where it isn't one.
  package func resume() async throws -> Position? {
    let found = try await storage.read { [self] transaction in try state(in: transaction) }
    guard found.isCopy else { return nil }
    try await append { _ in }
    return found.position
  }

  /// Which positions this ledger has given twice; nil where it knows of none.
  package func doubt() async throws -> AcknowledgementDoubt? {
    try await storage.read { [self] transaction in try state(in: transaction).doubt }
  }

  /// Tells a replica that is ahead of a restored ledger up to where it has the same.
  ///
  /// A receipt that contradicts the ledger proves that it was restored by other means than a backup
  /// of its own: then the new epoch begins here. A device whose enrolment is lost is enrolled again
  /// by the word that the server gave it; where its id is another device's meanwhile, under another,
  /// which it learns from ``renew(_:token:)``.
  ///
  /// - Throws: ``LedgerError/wrongLedger``, ``LedgerError/unknownToken``, ``LedgerError/revoked``.
  package func recover(_ request: RecoverRequest, token: String) async throws -> RecoverAnswer {
    let tokenHash = Hash.sha256(Array(token.utf8))
    return try await append { [self] session in
      guard request.ledger == id else { throw LedgerError.wrongLedger }
      let kept =
        try request.shown.first {
          try session.transaction.link(at: $0.position) == $0.link
        }?.position ?? .start
      if let receipt = request.receipt, try contradicts(receipt, session) {
        try session.beginEpoch(beyond: receipt.head, kept: kept)
      }
      let replica = try returning(request, tokenHash, kept: kept, session)
      return RecoverAnswer(
        head: session.state.head, kept: kept, sequence: replica.contiguousSequence)
    }
  }

  /// Whether a receipt proves that the ledger had something else at a position than it has now, in
  /// its present epoch.
  private func contradicts(_ receipt: SignedHead, _ session: AppendSession) throws -> Bool {
    guard receipt.head.epoch >= session.state.epoch, isOwn(receipt) else { return false }
    return try session.transaction.link(at: receipt.head.position) != receipt.head.link
  }

  /// Whether this server signed it.
  private func isOwn(_ receipt: SignedHead) -> Bool {
    let statement = SyncAnswer.statement(ledger: id, head: receipt.head, digest: receipt.digest)
    return surroundings.signatures.verifies(
      serverKey, receipt.signature, Hash.sha256(statement))
  }

  /// The replica that asks, enrolled again where its enrolment is lost.
  private func returning(
    _ request: RecoverRequest, _ tokenHash: Fingerprint, kept: Position, _ session: AppendSession
  ) throws -> ReplicaRecord {
    let sender = proven(request, tokenHash)
    if try session.transaction.replica(tokenHash: tokenHash) != nil {
      let replica = try signedIn(tokenHash, session.transaction, session.state)
      // It was given another id, and may not have heard of it.
      let isSame = sender.map { $0.verifyingKey == replica.verifyingKey } ?? false
      guard replica.id == request.replica || isSame else {
        throw LedgerError.foreignChange(request.replica)
      }
      return replica
    }
    // One device's word serves one device, whatever tokens are shown with it.
    guard let sender, let person = session.directory.person(sender.person),
      try !session.transaction.replicas().contains(where: {
        $0.verifyingKey == sender.verifyingKey
      })
    else { throw LedgerError.unknownToken }
    guard person.isActive else { throw LedgerError.revoked }
    let known = try session.replica(sender.replica)
    if known?.verifyingKey.isEmpty != true {
      try beginEpochWithLostEnrolment(request, kept: kept, session)
    }
    guard let known else { return try session.enrolAgain(sender, tokenHash: tokenHash) }
    guard known.owner == sender.person else {
      return try session.enrolUnderAnotherID(sender, tokenHash: tokenHash)
    }
    guard known.revokedAt == nil else { throw LedgerError.unknownToken }
    return known.verifyingKey.isEmpty
      ? try session.enrolAgain(sender, tokenHash: tokenHash)
      : try session.enrolUnderAnotherID(sender, tokenHash: tokenHash)
  }

  /// Begins a new epoch where an enrolment that this server has vouched for is lost, and no epoch
  /// began since: it gives ids a second time.
  private func beginEpochWithLostEnrolment(
    _ request: RecoverRequest, kept: Position, _ session: AppendSession
  ) throws {
    let receipt = request.receipt.flatMap { isOwn($0) ? $0 : nil }
    let isOfThisEpoch = receipt.map { $0.head.epoch >= session.state.epoch } ?? false
    guard isOfThisEpoch || session.state.epoch == 1 else { return }
    try session.beginEpoch(beyond: receipt?.head, kept: kept)
  }

  /// The device that a message comes from, where this server vouches for it and it has the key.
  private func proven(_ request: RecoverRequest, _ tokenHash: Fingerprint) -> BundleSender? {
    guard let sender = request.sender, sender.replica == request.replica,
      !sender.replica.isServers, isOwn(sender), possesses(request, sender, tokenHash)
    else { return nil }
    return sender
  }

  /// Whether it is this server's word on a device.
  private func isOwn(_ sender: BundleSender) -> Bool {
    surroundings.signatures.verifies(
      serverKey, sender.credential, Hash.sha256(sender.statement(ledger: id)))
  }

  private func possesses(
    _ request: RecoverRequest, _ sender: BundleSender, _ tokenHash: Fingerprint
  ) -> Bool {
    let statement = RecoverRequest.possessionStatement(
      ledger: id, replica: sender.replica, tokenHash: tokenHash)
    return surroundings.signatures.verifies(
      VerifyingKey(bytes: sender.verifyingKey), request.possession, Hash.sha256(statement))
  }
}

extension DeskLedger {
  /// Takes back entries that this ledger lacks since it was restored, from whoever was shown them:
  /// the receipt says that they are what this server delivered.
  ///
  /// What rests on something that it still lacks is named; it is to be handed in again later.
  ///
  /// - Throws: ``LedgerError/wrongLedger``, ``LedgerError/unknownToken``, ``LedgerError/revoked``,
  ///   ``LedgerError/unprovenReturn``; then nothing counts.
  package func takeBack(_ request: ReturnRequest, token: String) async throws -> ReturnAnswer {
    let tokenHash = Hash.sha256(Array(token.utf8))
    return try await append { [self] session in
      _ = try signedIn(tokenHash, session.transaction, session.state)
      guard request.ledger == id else { throw LedgerError.wrongLedger }
      guard isOwn(request.receipt), Hash.sha256(request.delivered) == request.receipt.digest,
        let delivered = try? Delivered(bytes: request.delivered)
      else { throw LedgerError.unprovenReturn }
      // Nobody is told a second time of what he was told of before the restoration.
      session.isQuiet = true
      let outcomes = Dictionary(
        delivered.entries.map { ($0.hash, $0.outcome) }, uniquingKeysWith: { first, _ in first })
      var answer = ReturnAnswer(taken: 0, waiting: [])
      var erased: [ChangeID] = []
      for (place, item) in request.items.enumerated() {
        let hash = item.change.hash
        guard let outcome = outcomes[hash] else { throw LedgerError.unprovenReturn }
        let fate = try session.takeBack(
          item.change, hash: hash, outcome: outcome, receivedAt: item.receivedAt)
        if fate.isNew { answer.taken += 1 }
        if fate.isNew, case .erased = item.change.payload { erased.append(item.change.id) }
        if !fate.has { answer.waiting.append(place) }
      }
      // What had been erased came back with the backup.
      _ = try erase(delivered.erased, in: session)
      // Its author may not have heard of it yet.
      if !erased.isEmpty { try session.erase(erased) }
      return answer
    }
  }
}
