import CSQLite
package import GRDB

/// A statement that many rows go through: values pass by SQLite's own calls, as they lie.
///
/// GRDB makes an array and a value of each on the way, which costs more than SQLite's own work. It
/// still prepares the statement, keeps it, and ends it.
package struct RowStatement {
  private let statement: Statement
  private let database: Database

  /// A statement that the database keeps for the next time.
  ///
  /// - Throws: `DatabaseError`.
  package init(_ database: Database, _ sql: String) throws {
    self.database = database
    statement = try database.cachedStatement(sql: sql)
  }

  /// Runs the statement once, with the values that `bind` gives to its marks.
  ///
  /// - Throws: `DatabaseError`.
  package func run(_ bind: (inout RowValues) -> Void) throws { _ = try hasRow(bind) }

  /// Whether the statement finds a row.
  ///
  /// - Throws: `DatabaseError`.
  package func hasRow(_ bind: (inout RowValues) -> Void) throws -> Bool {
    defer { sqlite3_reset(statement.sqliteStatement) }
    try begin(bind)
    return try step()
  }

  /// Reads each row while it is the current one, until `body` returns false.
  ///
  /// `body` must not use the same statement.
  ///
  /// - Throws: `DatabaseError`, and what `body` throws.
  package func each(
    _ bind: (inout RowValues) -> Void, _ body: (RowColumns) throws -> Bool
  ) throws {
    defer { sqlite3_reset(statement.sqliteStatement) }
    try begin(bind)
    let columns = RowColumns(statement.sqliteStatement)
    while try step(), try body(columns) {}
  }

  private func begin(_ bind: (inout RowValues) -> Void) throws {
    var values = RowValues(statement.sqliteStatement)
    bind(&values)
    guard values.result == SQLITE_OK else { throw failure(values.result) }
  }

  private func step() throws -> Bool {
    let result = sqlite3_step(statement.sqliteStatement)
    guard result == SQLITE_DONE || result == SQLITE_ROW else { throw failure(result) }
    return result == SQLITE_ROW
  }

  private func failure(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: database.sqliteConnection.map { String(cString: sqlite3_errmsg($0)) })
  }
}
