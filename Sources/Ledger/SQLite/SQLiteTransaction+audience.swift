import EscaleCore
import GRDB
import SQLiteRows

extension SQLiteTransaction {
  func insert(_ grant: Grant) throws {
    let holder = grant.holder.numbers
    try run(
      "INSERT INTO audience(request, holder, subject, since, until) VALUES (?, ?, ?, ?, ?)",
      [
        grant.request.packed, holder.kind, holder.subject, grant.since.stored,
        grant.until?.stored,
      ])
    if case .requester = grant.holder { try noteConcern(of: grant.request) }
  }

  /// Keeps what the lists of the people concerned are read from.
  func noteConcern(of request: RequestID) throws {
    let sql = """
      INSERT OR REPLACE INTO concern
      SELECT r.id, a.subject, r.is_final, r.state, r.created_at, r.updated_at
      FROM request r JOIN audience a ON a.request = r.id
      WHERE r.id = ? AND a.holder = ? AND a.until IS NULL
      """
    try run(sql, [request.packed, Grant.Holder.requester(.system).numbers.kind])
  }

  func close(_ request: RequestID, _ holder: Grant.Holder, at position: Position) throws {
    let numbers = holder.numbers
    let sql = """
      UPDATE audience SET until = ?
      WHERE request = ? AND holder = ? AND subject = ? AND until IS NULL
      """
    try run(sql, [position.stored, request.packed, numbers.kind, numbers.subject])
    if case .requester(let person) = holder {
      try run(
        "DELETE FROM concern WHERE request = ? AND person = ?",
        [request.packed, person.rawValue])
    }
  }

  func grants(on request: RequestID) throws -> [Grant] {
    let sql = """
      SELECT request, holder, subject, since, until FROM audience
      WHERE request = ? ORDER BY holder, subject, since
      """
    return try grants(sql) { $0.add(request.packed) }
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
    return try grants(sql) { values in
      values.add(Int64(numbers.kind))
      values.add(Int64(numbers.subject))
      values.add(position.stored)
    }
  }

  private func grants(
    _ sql: String, _ bind: (inout RowValues) -> Void
  ) throws -> [Grant] {
    var grants: [Grant] = []
    try RowStatement(database, sql).each(bind) { row in
      grants.append(try row.grant())
      return true
    }
    return grants
  }

  func company(of holders: [Grant.Holder]) throws -> Set<PersonNumber> {
    let sql = """
      SELECT DISTINCT other.subject FROM audience AS own
      JOIN audience AS other ON other.request = own.request
      WHERE own.holder = ? AND own.subject = ? AND own.until IS NULL AND other.holder IN (?, ?)
      """
    let kinds = [
      Grant.Holder.requester(.system).numbers.kind, Grant.Holder.agent(.system).numbers.kind,
    ]
    var company: Set<PersonNumber> = []
    for holder in holders {
      let numbers = holder.numbers
      company.formUnion(
        try all(sql, [numbers.kind, numbers.subject, kinds[0], kinds[1]]) {
          PersonNumber(rawValue: $0[0])
        })
    }
    return company
  }
}

extension RowColumns {
  fileprivate func grant() throws -> Grant {
    guard let kind = UInt8(exactly: integer(1)),
      let holder = Grant.Holder(kind: kind, subject: small(2))
    else {
      throw LedgerError.damaged("audience")
    }
    return Grant(
      request: changeID(0), holder: holder, since: position(3), until: optionalPosition(4))
  }
}
