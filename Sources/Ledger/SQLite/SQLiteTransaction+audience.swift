import EscaleCore
import GRDB

extension SQLiteTransaction {
  func insert(_ grant: Grant) throws {
    let holder = grant.holder.numbers
    try run(
      "INSERT INTO audience(request, holder, subject, since, until) VALUES (?, ?, ?, ?, ?)",
      [
        grant.request.packed, holder.kind, holder.subject, grant.since.stored,
        grant.until?.stored,
      ])
  }

  func close(_ request: RequestID, _ holder: Grant.Holder, at position: Position) throws {
    let numbers = holder.numbers
    let sql = """
      UPDATE audience SET until = ?
      WHERE request = ? AND holder = ? AND subject = ? AND until IS NULL
      """
    try run(sql, [position.stored, request.packed, numbers.kind, numbers.subject])
  }

  func grants(on request: RequestID) throws -> [Grant] {
    let sql = """
      SELECT request, holder, subject, since, until FROM audience
      WHERE request = ? ORDER BY holder, subject, since
      """
    return try all(sql, [request.packed]) { try $0.grant() }
  }

  func grants(of holder: Grant.Holder, openAfter position: Position) throws -> [Grant] {
    let numbers = holder.numbers
    let sql = """
      SELECT request, holder, subject, since, until FROM audience
      WHERE holder = ?1 AND subject = ?2 AND until IS NULL
      UNION ALL
      SELECT request, holder, subject, since, until FROM audience
      WHERE holder = ?1 AND subject = ?2 AND until > ?3
      """
    return try all(sql, [numbers.kind, numbers.subject, position.stored]) { try $0.grant() }
  }
}

extension Row {
  fileprivate func grant() throws -> Grant {
    guard let holder = Grant.Holder(kind: self[1], subject: self[2]) else {
      throw LedgerError.damaged("audience")
    }
    return Grant(
      request: changeID(0), holder: holder, since: position(3), until: optionalPosition(4))
  }
}
