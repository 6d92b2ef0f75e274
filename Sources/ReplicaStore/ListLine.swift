package import EscaleCore
import SQLiteRows

/// What a plain list tells of one request: the columns that fit a line.
package struct ListLine: Sendable {
  package let ref: RequestID
  package let state: String
  package let title: String
  package let team: TeamNumber?
  package let agent: PersonNumber?
  package let requester: PersonNumber
  /// In milliseconds since 1970 UTC.
  package let updatedAt: Int64
  package let pendingCount: Int
  package let conflictCount: Int
}

extension StoreReader {
  /// Goes over the requests that a filter lets through, one by one, keeping none.
  ///
  /// For lists of many requests: a third of what ``summaries(_:)`` costs.
  package func forEachLine(_ filter: ListFilter, _ body: (ListLine) -> Void) throws {
    let (condition, bind) = filter.condition
    let statement = try RowStatement(
      database,
      """
      SELECT id, state, title, team, agent, requester, updated_at, pending
      FROM request \(condition)
      """)
    let conflicts = try conflictCounts()
    try statement.each(bind) { row in
      body(ListLine(row, conflicts: conflicts))
      return true
    }
  }
}

extension ListLine {
  fileprivate init(_ row: RowColumns, conflicts: [RequestID: Int]) {
    ref = ChangeID(packed: row.integer(0))
    state = row.text(1)
    title = row.text(2)
    team = row.team(3)
    agent = row.person(4)
    requester = row.person(5) ?? .system
    updatedAt = row.integer(6)
    pendingCount = Int(row.integer(7))
    conflictCount = conflicts.isEmpty ? 0 : conflicts[ref] ?? 0
  }
}
