import EscaleCore
import Foundation
import GRDB

private let requestColumns = """
  id, lifecycle, lifecycle_version, requester, creator, state, is_final, team, agent,
  postponed_until, effective, since, created_at, updated_at, requester_active_at, title, service,
  urgency, impact, location, context
  """

extension SQLiteTransaction {
  func request(_ id: RequestID) throws -> RequestRow? {
    try row("SELECT \(requestColumns) FROM request WHERE id = ?", [id.packed])
      .map { try $0.request() }
  }

  func put(_ row: RequestRow) throws {
    let sql = """
      INSERT OR REPLACE INTO request(\(requestColumns))
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    try run(
      sql,
      [
        row.id.packed, row.lifecycle.name, row.lifecycle.version, row.requester.rawValue,
        row.creator.rawValue, row.state.rawValue, row.isFinal, row.team?.rawValue,
        row.agent?.rawValue, row.postponedUntil, row.effective.packed, row.since, row.createdAt,
        row.updatedAt, row.requesterActiveAt, row.title, row.service, row.urgency, row.impact,
        row.location, row.context.stored,
      ])
    try noteConcern(of: row.id)
  }

  func requests(after: RequestID?, limit: Int) throws -> [RequestRow] {
    let sql = "SELECT \(requestColumns) FROM request WHERE id > ? ORDER BY id LIMIT ?"
    return try all(sql, [after?.packed ?? .min, limit]) { try $0.request() }
  }

  func openRequests(after: RequestID?, limit: Int) throws -> [RequestRow] {
    let sql = """
      SELECT \(requestColumns) FROM request WHERE is_final = 0 AND id > ? ORDER BY id LIMIT ?
      """
    return try all(sql, [after?.packed ?? .min, limit]) { try $0.request() }
  }

  /// The requests that a condition lets through, the last changed first.
  func requests(
    where condition: String, _ arguments: StatementArguments, limit: Int
  ) throws -> [RequestRow] {
    let sql = """
      SELECT \(requestColumns) FROM request WHERE \(condition)
      ORDER BY updated_at DESC, id LIMIT \(limit)
      """
    return try all(sql, arguments) { try $0.request() }
  }

  func requests(finalBefore time: Int64, limit: Int) throws -> [RequestRow] {
    // What was erased has no title any more.
    let sql = """
      SELECT \(requestColumns) FROM request
      WHERE is_final = 1 AND since < ? AND title IS NOT NULL ORDER BY id LIMIT ?
      """
    return try all(sql, [time, limit]) { try $0.request() }
  }

  func requestIDs() throws -> [RequestID] {
    try all("SELECT id FROM request ORDER BY id") { $0.changeID(0) }
  }

  func requests(ofTeam team: TeamNumber?) throws -> [RequestID] {
    try all("SELECT id FROM request WHERE team IS ? ORDER BY id", [team?.rawValue]) {
      $0.changeID(0)
    }
  }

  func requestCounts() throws -> (all: Int, open: Int) {
    let sql = "SELECT count(*), count(*) FILTER (WHERE is_final = 0) FROM request"
    guard let row = try row(sql) else { return (0, 0) }
    return (row[0], row[1])
  }
}

extension Row {
  fileprivate func request() throws -> RequestRow {
    var reader = CBORReader(try bytes(20))
    let context = try reading { try Context(storedFrom: &reader) }
    return RequestRow(
      id: changeID(0), lifecycle: LifecycleVersion(name: self[1], version: self[2]),
      requester: PersonNumber(rawValue: self[3]), creator: PersonNumber(rawValue: self[4]),
      state: State(rawValue: self[5]), isFinal: self[6],
      team: (self[7] as UInt32?).map(TeamNumber.init(rawValue:)),
      agent: (self[8] as UInt32?).map(PersonNumber.init(rawValue:)), postponedUntil: self[9],
      effective: changeID(10), since: self[11], createdAt: self[12], updatedAt: self[13],
      requesterActiveAt: self[14], title: self[15], service: self[16], urgency: self[17],
      impact: self[18], location: self[19], context: context)
  }
}

extension Context {
  /// The context as a column's value.
  fileprivate var stored: Data {
    var writer = CBORWriter()
    writer.list(entries) { $0.changeID($1) }
    return Data(writer.bytes)
  }

  fileprivate init(storedFrom reader: inout CBORReader) throws(CBORError) {
    let ids = try reader.list(limit: .max) { (reader) throws(CBORError) in
      try reader.changeID()
    }
    guard let context = Context(ascending: ids) else { throw .notDeterministic }
    self = context
  }
}
