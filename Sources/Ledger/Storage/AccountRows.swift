package import EscaleCore

/// What is kept of a password.
package struct CredentialRow: Hashable, Sendable {
  package var person: PersonNumber
  package var salt: [UInt8]
  package var hash: [UInt8]
  package var cost: PasswordCost

  package init(person: PersonNumber, salt: [UInt8], hash: [UInt8], cost: PasswordCost) {
    self.person = person
    self.salt = salt
    self.hash = hash
    self.cost = cost
  }
}

/// What is kept of an invitation: never its code.
package struct InviteRow: Hashable, Sendable {
  package var codeHash: Fingerprint
  package var person: PersonNumber
  /// In milliseconds since 1970 UTC.
  package var expiresAt: Int64
  package var usedAt: Int64?

  package init(codeHash: Fingerprint, person: PersonNumber, expiresAt: Int64) {
    self.codeHash = codeHash
    self.person = person
    self.expiresAt = expiresAt
    usedAt = nil
  }
}
