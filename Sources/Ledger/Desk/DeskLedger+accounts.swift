package import EscaleCore
import Seals

extension DeskLedger {
  /// Sets somebody's password; whoever is signed in with the former one no longer is.
  ///
  /// - Throws: ``LedgerError/unknownUser(_:)``, ``LedgerError/weakPassword(byteCount:)``,
  ///   ``LedgerError/signInBusy``.
  package func setPassword(_ password: String, of name: String) async throws {
    try await setPassword(password, of: try await person(named: name).number, keeping: nil)
  }

  /// Makes an invite code, which enrols one device once.
  ///
  /// - Throws: ``LedgerError/unknownUser(_:)``, ``LedgerError/userInactive(_:)``.
  package func invite(_ name: String) async throws -> Invite {
    let person = try await person(named: name)
    guard person.isActive else { throw LedgerError.userInactive(name) }
    let code = InviteCode.text(surroundings.randomBytes(InviteCode.randomByteCount))
    let invite = Invite(
      code: code, person: person.number,
      expiresAt: surroundings.clock.now + Invite.lifetimeMilliseconds)
    let row = InviteRow(
      codeHash: Hash.sha256(InviteCode.canonical(code)), person: person.number,
      expiresAt: invite.expiresAt)
    try await storage.write { try $0.put(row) }
    return invite
  }

  /// Disables an account: its tokens are dead at once, and changes it makes have no right any more.
  ///
  /// - Throws: ``LedgerError/unknownUser(_:)``.
  package func disable(_ name: String) async throws { try await setActive(false, name) }

  /// Gives a disabled account its rights back, and those of its devices that aren't revoked.
  ///
  /// - Throws: ``LedgerError/unknownUser(_:)``.
  package func enable(_ name: String) async throws { try await setActive(true, name) }

  private func setActive(_ isActive: Bool, _ name: String) async throws {
    try await amendDirectory { draft in
      guard var person = draft.directory.person(named: name) else {
        throw LedgerError.unknownUser(name)
      }
      person.isActive = isActive
      draft.put(.person(person))
    }
  }

  /// All replicas in ascending order of their ids, the server's own first.
  package func replicas() async throws -> [ReplicaRecord] {
    try await storage.read { try $0.replicas() }
  }

  /// Revokes a replica: its token is dead at once.
  ///
  /// One that is revoked already stays so.
  ///
  /// - Throws: ``LedgerError/unknownReplica(_:)``, also for the server's own.
  package func revoke(_ id: ReplicaID) async throws {
    try await append { session in
      guard !id.isServers, let replica = try session.replica(id) else {
        throw LedgerError.unknownReplica(id.description)
      }
      guard replica.revokedAt == nil else { return }
      try session.revoke(id)
    }
  }

  private func person(named name: String) async throws -> Person {
    guard let person = try await directory().person(named: name) else {
      throw LedgerError.unknownUser(name)
    }
    return person
  }
}
