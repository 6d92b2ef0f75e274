import EscaleCore
import Foundation
import GRDB

/// One transaction over a ledger's SQLite file.
///
/// Statements are cached by their text; arguments are positional, keys integers.
struct SQLiteTransaction: LedgerTransaction {
  let database: Database

  init(_ database: Database) { self.database = database }

  func run(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
    try Row.fetchOne(database.cachedStatement(sql: sql), arguments: arguments)
  }

  /// Reads each row while it is the current one; `body` returns whether to go on.
  ///
  /// `body` must not read by the same text: a cached statement has one cursor.
  func each(
    _ sql: String, _ arguments: StatementArguments = [], _ body: (Row) throws -> Bool
  ) throws {
    let cursor = try Row.fetchCursor(
      database.cachedStatement(sql: sql), arguments: arguments)
    while let row = try cursor.next() {
      guard try body(row) else { return }
    }
  }

  /// All rows, made into values.
  func all<Value>(
    _ sql: String, _ arguments: StatementArguments = [], _ value: (Row) throws -> Value
  ) throws -> [Value] {
    let cursor = try Row.fetchCursor(
      database.cachedStatement(sql: sql), arguments: arguments)
    var values: [Value] = []
    while let row = try cursor.next() { values.append(try value(row)) }
    return values
  }
}

extension SQLiteTransaction {
  func state() throws -> LedgerState? {
    let sql = """
      SELECT ledger, epoch, signing_secret, position, link, directory_position, last_replica,
        server_replica, is_copy, doubt_after, doubt_before
      FROM ledger WHERE id = 1
      """
    guard let row = try row(sql) else { return nil }
    guard let id = LedgerID(bytes: try row.bytes(0)) else {
      throw LedgerError.damaged("ledger id")
    }
    return LedgerState(
      id: id, epoch: UInt64(row[1] as Int64), signingSecret: try row.bytes(2),
      position: row.position(3), link: try row.fingerprint(4),
      directoryPosition: row.position(5), lastReplica: ReplicaID(rawValue: row[6]),
      serverReplica: ReplicaID(rawValue: row[7]), isCopy: row[8], doubt: row.doubt(9, 10))
  }

  func put(_ state: LedgerState) throws {
    let sql = """
      INSERT INTO ledger(
        id, ledger, epoch, signing_secret, position, link, directory_position, last_replica,
        server_replica, is_copy, doubt_after, doubt_before)
      VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT(id) DO UPDATE SET epoch = excluded.epoch, position = excluded.position,
        link = excluded.link, directory_position = excluded.directory_position,
        last_replica = excluded.last_replica, server_replica = excluded.server_replica,
        is_copy = excluded.is_copy, doubt_after = excluded.doubt_after,
        doubt_before = excluded.doubt_before
      """
    try run(
      sql,
      [
        Data(state.id.bytes), Int64(state.epoch), Data(state.signingSecret),
        state.position.stored, state.link.stored, state.directoryPosition.stored,
        state.lastReplica.rawValue, state.serverReplica.rawValue, state.isCopy,
        state.doubt?.after.stored, state.doubt?.before.stored,
      ])
  }
}

extension Row {
  fileprivate func doubt(_ after: Int, _ before: Int) -> AcknowledgementDoubt? {
    guard let first = self[after] as Int64?, let last = self[before] as Int64? else { return nil }
    return AcknowledgementDoubt(
      after: Position(rawValue: UInt64(bitPattern: first)),
      before: Position(rawValue: UInt64(bitPattern: last)))
  }

  func bytes(_ index: Int) throws -> [UInt8] {
    try withUnsafeData(atIndex: index) { data in data.map { Array($0) } ?? [] }
  }

  func fingerprint(_ index: Int) throws -> Fingerprint {
    let fingerprint = try withUnsafeData(atIndex: index) { data in
      data.flatMap { Fingerprint(bytes: $0) }
    }
    guard let fingerprint else { throw LedgerError.damaged("hash") }
    return fingerprint
  }

  func position(_ index: Int) -> Position {
    Position(rawValue: UInt64(bitPattern: self[index] as Int64))
  }

  func optionalPosition(_ index: Int) -> Position? {
    (self[index] as Int64?).map { Position(rawValue: UInt64(bitPattern: $0)) }
  }

  func changeID(_ index: Int) -> ChangeID { ChangeID(packed: self[index]) }
}

extension Position {
  /// The position as a column's value.
  var stored: Int64 { Int64(bitPattern: rawValue) }
}

extension Fingerprint {
  /// The digest as a column's value.
  var stored: Data { Data(bytes) }
}
