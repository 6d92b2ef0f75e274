import EscaleCore
import GRDB
import SQLiteRows

/// The columns of a whole entry; those that decide on delivery come first.
private let entryColumns = """
  position, change, request, kind, author, outcome, is_private, code, causes, received_at,
  recorded_at, hash, link, header, payload, payload_hash
  """

extension SQLiteTransaction {
  func scan(
    request: RequestID, after: Position, through: Position,
    _ body: (EntryGlance, () throws -> EntryRow) throws -> Bool
  ) throws {
    let sql = """
      SELECT \(entryColumns) FROM entry
      WHERE request = ? AND position > ? AND position <= ? ORDER BY position
      """
    let statement = try RowStatement(database, sql)
    try statement.each { values in
      values.add(request.packed)
      values.add(after.stored)
      values.add(through.stored)
    } _: { row in
      try body(try row.glance()) { try row.entry() }
    }
  }

  func scan(
    after: Position, through: Position,
    _ body: (EntryGlance, () throws -> EntryRow) throws -> Bool
  ) throws {
    let sql = """
      SELECT \(entryColumns) FROM entry WHERE position > ? AND position <= ? ORDER BY position
      """
    let statement = try RowStatement(database, sql)
    try statement.each { values in
      values.add(after.stored)
      values.add(through.stored)
    } _: { row in
      try body(try row.glance()) { try row.entry() }
    }
  }

  func scan(replica: ReplicaID, _ body: (EntryRow) throws -> Bool) throws {
    let first = ChangeID(replica: replica, sequence: 0)
    let last = ChangeID(replica: replica, sequence: .max)
    let sql = """
      SELECT \(entryColumns) FROM entry WHERE change >= ? AND change <= ? ORDER BY change
      """
    let statement = try RowStatement(database, sql)
    try statement.each { values in
      values.add(first.packed)
      values.add(last.packed)
    } _: { row in
      try body(try row.entry())
    }
  }
}

extension RowColumns {
  fileprivate func glance() throws -> EntryGlance {
    EntryGlance(
      position: position(0), change: changeID(1), request: changeID(2),
      kind: Kind(number: UInt64(bitPattern: integer(3))), author: PersonNumber(rawValue: small(4)),
      outcome: try outcome(5), isPrivate: integer(6) != 0)
  }

  fileprivate func entry() throws -> EntryRow {
    let headerBytes = bytes(13)
    let header = try reading { try Header(bytes: headerBytes) }
    let payload: Change.PayloadBytes =
      isNull(14) ? .erased(try fingerprint(15)) : .present(bytes(14))
    return EntryRow(
      entry: LedgerEntry(
        position: position(0),
        change: Change(header: header, headerBytes: headerBytes, payload: payload),
        verdict: try verdict(try outcome(5), code: 7, causes: 8), receivedAt: integer(9)),
      hash: try fingerprint(11), link: try fingerprint(12), recordedAt: integer(10))
  }
}
