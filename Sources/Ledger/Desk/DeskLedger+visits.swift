package import EscaleCore
import Seals

extension DeskLedger {
  /// Signs somebody in by password.
  ///
  /// An unknown name takes the same work and gets the same answer as a wrong password; `client` is
  /// the address that attempts are counted for. The visit of `former`, a token that the browser had
  /// before, ends.
  ///
  /// - Throws: ``LedgerError/wrongCredential``,
  ///   ``LedgerError/tooManyAttempts(retryAfterSeconds:)``, ``LedgerError/signInBusy``.
  package func signIn(
    _ name: String, password: String, client: String, former: String? = nil
  ) async throws -> VisitStart {
    try await counted(name, client) {
      try await check(password, of: name)
      let person = try await directory().person(named: name)
      guard let person, person.isActive else { throw LedgerError.wrongCredential }
      return try await begin(person, former: former)
    }
  }

  private func begin(_ person: Person, former: String?) async throws -> VisitStart {
    let token = Token.text(surroundings.randomBytes(Token.randomByteCount))
    let now = surroundings.clock.now
    let row = VisitRow(tokenHash: Self.hash(token), person: person.number, startedAt: now)
    try await storage.write { transaction in
      if let former { try transaction.endVisit(Self.hash(former)) }
      try transaction.endVisits(
        seenBefore: now - Visit.idleMilliseconds,
        startedBefore: now - Visit.lifetimeMilliseconds)
      try transaction.put(row)
    }
    return VisitStart(token: token, person: person)
  }

  /// The visit of a token; nil where it is over, and for a disabled account.
  package func visit(_ token: String) async throws -> Visit? {
    let (hash, now) = (Self.hash(token), surroundings.clock.now)
    let found = try await storage.read { [self] transaction -> (Visit, VisitRow)? in
      guard let row = try transaction.visit(hash), !row.isOver(at: now) else { return nil }
      let directory = try directory(in: transaction, state: try state(in: transaction))
      guard let person = directory.person(row.person), person.isActive else { return nil }
      return (Visit(person: person, directory: directory), row)
    }
    guard let (visit, row) = found else { return nil }
    if now - row.seenAt >= Visit.seenStepMilliseconds {
      try await storage.write { transaction in
        guard var row = try transaction.visit(hash) else { return }
        row.seenAt = now
        try transaction.put(row)
      }
    }
    return visit
  }

  /// Whether a token was that of a visit, be it over: files that come with a form that is too late
  /// are worth keeping.
  package func hadVisit(_ token: String) async throws -> Bool {
    try await storage.read { try $0.visit(Self.hash(token)) != nil }
  }

  /// Ends the visit of a token.
  package func signOut(_ token: String) async throws {
    try await storage.write { try $0.endVisit(Self.hash(token)) }
  }

  /// Changes somebody's password, and ends all his visits but that of a token.
  ///
  /// - Throws: As ``signIn(_:password:client:former:)`` for the former password;
  ///   ``LedgerError/weakPassword(byteCount:)``.
  package func changePassword(
    of person: Person, from former: String, to password: String, token: String, client: String
  ) async throws {
    try await counted(person.name, client) {
      try await check(former, of: person.name)
      try await setPassword(password, of: person.number, keeping: Self.hash(token))
    }
  }

  /// The mark that only this ledger's pages can have put on some bytes.
  package func pageMark(_ bytes: [UInt8]) -> [UInt8] { pageSeal.mark(bytes) }

  /// Random bytes, fit for secrets.
  package func randomBytes(_ count: Int) -> [UInt8] { surroundings.randomBytes(count) }

  /// The server's clock, in milliseconds since 1970 UTC.
  package var now: Int64 { surroundings.clock.now }

  private static func hash(_ token: String) -> Fingerprint { Hash.sha256(Array(token.utf8)) }
}

extension DeskLedger {
  /// Does what a password opens, and counts it where the password is wrong.
  func counted<Value>(
    _ name: String, _ client: String, _ body: () async throws -> Value
  ) async throws -> Value {
    let now = surroundings.clock.now
    try attempts.check(name, client, now: now)
    do {
      let value = try await body()
      attempts.forget(name, client)
      return value
    } catch LedgerError.wrongCredential {
      attempts.noteFailure(name, client, now: now)
      throw LedgerError.wrongCredential
    }
  }

  /// Checks a password outside any transaction, for it takes long.
  func check(_ password: String, of name: String) async throws {
    let known = try await storage.read { [self] transaction in
      let directory = try directory(in: transaction, state: try state(in: transaction))
      return try directory.person(named: name).flatMap { person in
        try transaction.credential(of: person.number)
      }
    }
    // Whoever has no password is compared with what no password gives.
    let row =
      known
      ?? CredentialRow(
        person: .system, salt: [UInt8](repeating: 0, count: PasswordGate.saltByteCount),
        hash: [], cost: surroundings.passwordCost)
    let hash = try await passwords.hash(password, salt: row.salt, cost: row.cost)
    guard equalInConstantTime(hash, row.hash) else { throw LedgerError.wrongCredential }
  }

  func setPassword(
    _ password: String, of person: PersonNumber, keeping kept: Fingerprint?
  ) async throws {
    guard password.utf8.count >= PasswordRules.leastByteCount else {
      throw LedgerError.weakPassword(byteCount: password.utf8.count)
    }
    let salt = surroundings.randomBytes(PasswordGate.saltByteCount)
    let cost = surroundings.passwordCost
    let hash = try await passwords.hash(password, salt: salt, cost: cost)
    try await storage.write { transaction in
      try transaction.put(CredentialRow(person: person, salt: salt, hash: hash, cost: cost))
      try transaction.endVisits(of: person, except: kept)
    }
  }
}
