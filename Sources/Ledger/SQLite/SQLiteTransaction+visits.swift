import EscaleCore
import GRDB

extension SQLiteTransaction {
  func visit(_ tokenHash: Fingerprint) throws -> VisitRow? {
    let sql = "SELECT token_hash, person, started_at, seen_at FROM visit WHERE token_hash = ?"
    return try row(sql, [tokenHash.stored]).map { row in
      var visit = VisitRow(
        tokenHash: try row.fingerprint(0), person: PersonNumber(rawValue: row[1]),
        startedAt: row[2])
      visit.seenAt = row[3]
      return visit
    }
  }

  func put(_ visit: VisitRow) throws {
    let sql = """
      INSERT OR REPLACE INTO visit(token_hash, person, started_at, seen_at) VALUES (?, ?, ?, ?)
      """
    try run(
      sql, [visit.tokenHash.stored, visit.person.rawValue, visit.startedAt, visit.seenAt])
  }

  func endVisit(_ tokenHash: Fingerprint) throws {
    try run("DELETE FROM visit WHERE token_hash = ?", [tokenHash.stored])
  }

  func endVisits(of person: PersonNumber, except kept: Fingerprint?) throws {
    try run(
      "DELETE FROM visit WHERE person = ? AND token_hash IS NOT ?",
      [person.rawValue, kept?.stored])
  }

  func endVisits(seenBefore seen: Int64, startedBefore started: Int64) throws {
    try run("DELETE FROM visit WHERE seen_at < ? OR started_at < ?", [seen, started])
  }
}
