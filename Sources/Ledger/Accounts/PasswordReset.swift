import EscaleCore
import Seals

/// A new password by a link that works once.
package enum PasswordReset {
  /// How long a link works, and how long it is tried to send it, in milliseconds: an hour.
  package static let lifetimeMilliseconds: Int64 = 3_600_000
  /// How many links somebody gets within ``lifetimeMilliseconds``.
  static let linkLimit = 3
}

extension DeskLedger {
  /// Whether links for new passwords can be sent.
  package func sendsLinks() async throws -> Bool {
    try await storage.read { try $0.linksNotices() }
  }

  /// Queues a link by which somebody sets a new password.
  ///
  /// Does the same, and takes as long, whether there is such an account or not; every wish counts
  /// against the address `client` and the name.
  ///
  /// - Throws: ``LedgerError/tooManyAttempts(retryAfterSeconds:)``.
  package func askForReset(of name: String, client: String) async throws {
    let now = surroundings.clock.now
    // Apart from the count of wrong passwords: nobody is locked out by wishes for links.
    try resetWishes.check(name, client, now: now)
    resetWishes.noteFailure(name, client, now: now)
    try await storage.write { [self] transaction in
      let state = try state(in: transaction)
      let person = try directory(in: transaction, state: state).person(named: name)
      let number = person?.number ?? .system
      let count = try transaction.noticeCount(
        .passwordReset, of: number, since: now - PasswordReset.lifetimeMilliseconds)
      var notice = NoticeRow(
        .passwordReset, to: number, request: nil, position: state.position, queuedAt: now)
      let isSent = person?.isActive == true && person?.email.utf8.isEmpty == false
      if !isSent || count >= PasswordReset.linkLimit { notice.state = .dropped }
      try transaction.insert(notice)
    }
  }

  /// Whether a link's token still works; looked at without using it up.
  package func isResetOpen(_ token: String) async throws -> Bool {
    let (hash, now) = (Hash.sha256(Array(token.utf8)), surroundings.clock.now)
    return try await storage.read { transaction in
      try transaction.reset(hash).map { now < $0.expiresAt } ?? false
    }
  }

  /// Sets a new password by a link's token, which is used up by it; whoever is signed in under that
  /// name no longer is.
  ///
  /// - Throws: ``LedgerError/resetOver``, ``LedgerError/weakPassword(byteCount:)``,
  ///   ``LedgerError/signInBusy``.
  package func resetPassword(_ password: String, token: String) async throws {
    guard password.utf8.count >= PasswordRules.leastByteCount else {
      throw LedgerError.weakPassword(byteCount: password.utf8.count)
    }
    guard try await isResetOpen(token) else { throw LedgerError.resetOver }
    let salt = surroundings.randomBytes(PasswordGate.saltByteCount)
    let cost = surroundings.passwordCost
    let hash = try await passwords.hash(password, salt: salt, cost: cost)
    let (tokenHash, now) = (Hash.sha256(Array(token.utf8)), surroundings.clock.now)
    try await storage.write { [self] transaction in
      let directory = try directory(in: transaction, state: try state(in: transaction))
      guard let (person, expiresAt) = try transaction.reset(tokenHash), now < expiresAt,
        directory.person(person)?.isActive == true
      else { throw LedgerError.resetOver }
      try transaction.put(CredentialRow(person: person, salt: salt, hash: hash, cost: cost))
      try transaction.removeResets(of: person, expiredAt: now)
      try transaction.endVisits(of: person, except: nil)
    }
  }
}
