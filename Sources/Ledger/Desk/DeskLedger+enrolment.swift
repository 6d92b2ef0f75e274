import EscaleCore
import Seals
package import SyncProtocol

extension DeskLedger {
  /// Makes a device a replica.
  ///
  /// An unknown name takes the same work and gets the same answer as a wrong password. `client` is
  /// the address that attempts are counted for.
  ///
  /// - Throws: ``LedgerError``: ``LedgerError/wrongCredential``,
  ///   ``LedgerError/tooManyAttempts(retryAfterSeconds:)``, ``LedgerError/signInBusy``,
  ///   ``LedgerError/noCommonVersion(_:)``, ``LedgerError/invalidKey``.
  package func enrol(_ request: EnrolRequest, client: String) async throws -> EnrolAnswer {
    guard ProtocolVersion.common(with: request.versions) != nil else {
      throw LedgerError.noCommonVersion(request.versions)
    }
    guard request.verifyingKey.count == VerifyingKey.byteCount else {
      throw LedgerError.invalidKey
    }
    return try await counted(request.user, client) {
      try await check(request)
      return try await enrol(request)
    }
  }

  private func check(_ request: EnrolRequest) async throws {
    guard case .password(let password) = request.credential else { return }
    try await check(password, of: request.user)
  }

  private func enrol(_ request: EnrolRequest) async throws -> EnrolAnswer {
    let token = Token.text(surroundings.randomBytes(Token.randomByteCount))
    return try await append { [self] session in
      guard let person = session.directory.person(named: request.user), person.isActive else {
        throw LedgerError.wrongCredential
      }
      if case .invite(let code) = request.credential {
        try use(code, of: person.number, session)
      }
      let id = try enrol(
        person.number, key: request.verifyingKey, device: request.deviceName,
        token: token, successorOf: nil, session)
      return enrolAnswer(id, person.number, token: token)
    }
  }

  private func use(_ code: String, of person: PersonNumber, _ session: AppendSession) throws {
    let hash = Hash.sha256(InviteCode.canonical(code))
    guard var invite = try session.transaction.invite(hash), invite.person == person,
      invite.usedAt == nil, session.now < invite.expiresAt
    else { throw LedgerError.wrongCredential }
    invite.usedAt = session.now
    try session.transaction.put(invite)
  }

  private func enrol(
    _ person: PersonNumber, key: [UInt8], device: String, token: String,
    successorOf: ReplicaID?, _ session: AppendSession
  ) throws -> ReplicaID {
    try session.enrol(
      { [id] replica in
        ReplicaRecord(
          id: replica, owner: person, verifyingKey: key, device: device,
          enrolledAt: session.now, link: ReplicaChain.start(ledger: id, replica: replica),
          successorOf: successorOf)
      }, tokenHash: Hash.sha256(Array(token.utf8)))
  }

  private func enrolAnswer(
    _ replica: ReplicaID, _ person: PersonNumber, token: String
  ) -> EnrolAnswer {
    EnrolAnswer(
      ledger: id, replica: replica, person: person, token: token, serverKey: serverKey.bytes,
      clock: surroundings.clock.now)
  }
}

extension DeskLedger {
  /// Gives a replica that has forked a new id and token; those it had stay valid, for the other
  /// device uses them.
  ///
  /// - Throws: ``LedgerError/unknownToken``, ``LedgerError/revoked``, ``LedgerError/invalidKey``.
  package func renew(_ request: RenewRequest, token: String) async throws -> RenewAnswer {
    guard request.verifyingKey.count == VerifyingKey.byteCount else {
      throw LedgerError.invalidKey
    }
    let fresh = Token.text(surroundings.randomBytes(Token.randomByteCount))
    return try await append { [self] session in
      let former = try signedIn(
        Hash.sha256(Array(token.utf8)), session.transaction, session.state)
      let id = try enrol(
        former.owner, key: request.verifyingKey, device: request.deviceName, token: fresh,
        successorOf: former.id, session)
      let ids = try ids(of: former, session)
      let held = try request.pending.compactMap { pending in
        try ids.lazy.compactMap { try self.result(of: pending, $0, session) }.first
      }
      return RenewAnswer(enrolment: enrolAnswer(id, former.owner, token: fresh), held: held)
    }
  }

  /// The ids under which the changes of a replica may be here: since a restoration, any that its owner
  /// has or had.
  private func ids(of replica: ReplicaRecord, _ session: AppendSession) throws -> [ReplicaID] {
    guard session.state.epoch > 1 else { return [replica.id] }
    let others = try session.transaction.replicas().filter { other in
      other.owner == replica.owner && other.id != replica.id
    }
    return [replica.id] + others.map(\.id)
  }

  /// What the ledger says of a change, where it has this very one.
  private func result(
    of pending: RenewRequest.PendingHash, _ replica: ReplicaID, _ session: AppendSession
  ) throws -> PushResult? {
    let change = ChangeID(replica: replica, sequence: pending.sequence)
    guard let brief = try session.transaction.brief(of: change), brief.hash == pending.hash else {
      return nil
    }
    return PushResult(
      sequence: pending.sequence,
      ruling: .decided(brief.position, brief.verdict, receivedAt: brief.receivedAt))
  }
}
