import EscaleCore
import Foundation
import GRDB

extension SQLiteTransaction {
  func credential(of person: PersonNumber) throws -> CredentialRow? {
    let sql = """
      SELECT person, salt, hash, rounds, block_size, parallelism FROM credential WHERE person = ?
      """
    return try row(sql, [person.rawValue]).map { row in
      CredentialRow(
        person: PersonNumber(rawValue: row[0]), salt: try row.bytes(1), hash: try row.bytes(2),
        cost: PasswordCost(rounds: row[3], blockSize: row[4], parallelism: row[5]))
    }
  }

  func put(_ credential: CredentialRow) throws {
    let sql = """
      INSERT OR REPLACE INTO credential(person, salt, hash, rounds, block_size, parallelism)
      VALUES (?, ?, ?, ?, ?, ?)
      """
    let cost = credential.cost
    try run(
      sql,
      [
        credential.person.rawValue, Data(credential.salt), Data(credential.hash), cost.rounds,
        cost.blockSize, cost.parallelism,
      ])
  }

  func invite(_ codeHash: Fingerprint) throws -> InviteRow? {
    let sql = "SELECT code_hash, person, expires_at, used_at FROM invite WHERE code_hash = ?"
    return try row(sql, [codeHash.stored]).map { row in
      var invite = InviteRow(
        codeHash: try row.fingerprint(0), person: PersonNumber(rawValue: row[1]),
        expiresAt: row[2])
      invite.usedAt = row[3]
      return invite
    }
  }

  func put(_ invite: InviteRow) throws {
    let sql = """
      INSERT OR REPLACE INTO invite(code_hash, person, expires_at, used_at) VALUES (?, ?, ?, ?)
      """
    try run(
      sql,
      [invite.codeHash.stored, invite.person.rawValue, invite.expiresAt, invite.usedAt])
  }

  func insertReset(
    _ tokenHash: Fingerprint, of person: PersonNumber, expiresAt: Int64
  ) throws {
    try run(
      "INSERT OR REPLACE INTO password_reset(token_hash, person, expires_at) VALUES (?, ?, ?)",
      [tokenHash.stored, person.rawValue, expiresAt])
  }

  func reset(_ tokenHash: Fingerprint) throws -> (person: PersonNumber, expiresAt: Int64)? {
    try row(
      "SELECT person, expires_at FROM password_reset WHERE token_hash = ?", [tokenHash.stored]
    )
    .map { (PersonNumber(rawValue: $0[0]), $0[1]) }
  }

  func removeResets(of person: PersonNumber, expiredAt time: Int64) throws {
    try run(
      "DELETE FROM password_reset WHERE person = ? OR expires_at <= ?", [person.rawValue, time])
  }
}
