package import EscaleCore
import GRDB

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
    let (condition, arguments) = filter.condition
    let statement = try database.cachedStatement(
      sql: """
        SELECT id, state, title, team, agent, requester, updated_at, pending
        FROM request \(condition)
        """)
    let conflicts = try conflictCounts()
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    while let row = try rows.next() {
      let ref = ChangeID(packed: row[0])
      body(
        ListLine(
          ref: ref, state: row[1], title: row[2],
          team: (row[3] as UInt32?).map(TeamNumber.init(rawValue:)),
          agent: (row[4] as UInt32?).map(PersonNumber.init(rawValue:)),
          requester: PersonNumber(rawValue: row[5]), updatedAt: row[6], pendingCount: row[7],
          conflictCount: conflicts.isEmpty ? 0 : conflicts[ref] ?? 0))
    }
  }
}
