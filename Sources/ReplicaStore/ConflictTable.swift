package import EscaleCore
import GRDB

/// One place where the merge decided otherwise than this replica had shown.
package struct ConflictRow: Hashable, Sendable {
  /// The user's change that no longer holds.
  package let change: ChangeID
  /// The edited field whose value was replaced; nil for a transition or a refused change.
  package let field: FieldKey?
  package let request: RequestID
  /// The change that holds instead, and its author, where the replica knows them.
  package let displacedBy: ChangeID?
  package let displacer: PersonNumber?
  /// When the replica found it, in milliseconds since 1970 UTC.
  package let foundAt: Int64

  package init(
    change: ChangeID, field: FieldKey?, request: RequestID, displacedBy: ChangeID?,
    displacer: PersonNumber?, foundAt: Int64
  ) {
    self.change = change
    self.field = field
    self.request = request
    self.displacedBy = displacedBy
    self.displacer = displacer
    self.foundAt = foundAt
  }
}

extension StoreReader {
  /// The conflicts that nobody has dismissed, oldest first; of one request or of all.
  package func conflicts(of request: RequestID? = nil) throws -> [ConflictRow] {
    let condition = request == nil ? "" : "AND request = ?"
    let statement = try database.cachedStatement(
      sql: """
        SELECT change, field, request, displaced_by, displacer, found_at FROM conflict
        WHERE is_dismissed = 0 \(condition) ORDER BY found_at, change, field
        """)
    let rows = try Row.fetchAll(statement, arguments: request.map { [$0.packed] } ?? [])
    return rows.map { row in
      let field: String = row[1]
      return ConflictRow(
        change: ChangeID(packed: row[0]),
        field: field.utf8.isEmpty ? nil : FieldKey(rawValue: field),
        request: ChangeID(packed: row[2]),
        displacedBy: (row[3] as Int64?).map(ChangeID.init(packed:)),
        displacer: (row[4] as UInt32?).map(PersonNumber.init(rawValue:)), foundAt: row[5])
    }
  }

  /// How many conflicts each request has that nobody has dismissed.
  func conflictCounts() throws -> [RequestID: Int] {
    let statement = try database.cachedStatement(
      sql: "SELECT request, count(*) FROM conflict WHERE is_dismissed = 0 GROUP BY request")
    let rows = try Row.fetchAll(statement)
    return Dictionary(rows.map { (ChangeID(packed: $0[0]), $0[1]) }) { _, last in last }
  }
}

extension StoreWriter {
  /// Dismisses a request's conflicts.
  ///
  /// - Returns: How many there were.
  package func dismissConflicts(of request: RequestID) throws -> Int {
    try database.execute(
      sql: "UPDATE conflict SET is_dismissed = 1 WHERE request = ? AND is_dismissed = 0",
      arguments: [request.packed])
    return database.changesCount
  }

  /// Notes a conflict; one that is known is brought up to date, and stays dismissed if it was.
  func note(_ conflict: ConflictRow) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO conflict (change, field, request, displaced_by, displacer, found_at)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (change, field) DO UPDATE SET
          displaced_by = excluded.displaced_by, displacer = excluded.displacer
        """)
    try statement.execute(arguments: [
      conflict.change.packed, conflict.field?.rawValue ?? "", conflict.request.packed,
      conflict.displacedBy?.packed, conflict.displacer?.rawValue, conflict.foundAt,
    ])
  }

  /// Takes back a conflict of a change that holds again.
  func removeConflict(of change: ChangeID, field: FieldKey?) throws {
    let statement = try database.cachedStatement(
      sql: "DELETE FROM conflict WHERE change = ? AND field = ?")
    try statement.execute(arguments: [change.packed, field?.rawValue ?? ""])
  }
}
