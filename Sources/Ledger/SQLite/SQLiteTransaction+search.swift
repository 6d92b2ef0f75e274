import EscaleCore
import GRDB

extension SQLiteTransaction {
  func searchedPosition() throws -> Position {
    try row("SELECT position FROM search_state WHERE id = 1")?.position(0) ?? .start
  }

  func putSearchedPosition(_ position: Position) throws {
    let sql = """
      INSERT INTO search_state(id, position) VALUES (1, ?)
      ON CONFLICT(id) DO UPDATE SET position = excluded.position
      """
    try run(sql, [position.stored])
  }

  func isSearchIndexWorn(allowance: Int64, erasedBy time: Int64) throws -> Bool {
    let sql = """
      SELECT EXISTS (SELECT 1 FROM search_state WHERE erased_at <= ?1)
        OR (SELECT ifnull(max(document), 0) FROM search_document)
          > ?2 + 2 * (SELECT count(*) FROM search_document)
      """
    return try row(sql, [time, allowance])?[0] ?? false
  }

  func noteErasedFromSearch(at now: Int64) throws {
    let sql = """
      INSERT INTO search_state(id, position, erased_at) VALUES (1, 0, ?)
      ON CONFLICT(id) DO UPDATE SET erased_at = ifnull(erased_at, excluded.erased_at)
      """
    try run(sql, [now])
  }

  func removeSearchIndex() throws {
    for table in ["search", "search_document", "search_state"] {
      try database.execute(sql: "DROP TABLE \(table)")
    }
    for statement in LedgerSchema.search + LedgerSchema.wear {
      try database.execute(sql: statement)
    }
  }

  func requests(
    withEntriesAfter after: Position, through: Position
  ) throws -> [RequestID] {
    let sql = """
      SELECT DISTINCT request FROM entry WHERE position > ? AND position <= ? ORDER BY request
      """
    return try all(sql, [after.stored, through.stored]) { $0.changeID(0) }
  }

  func put(_ document: SearchDocument, of request: RequestID) throws {
    // A full-text index without texts of its own can't remove: the former document is looked up no
    // longer, and its number is never used again.
    try run("DELETE FROM search_document WHERE request = ?", [request.packed])
    try run("INSERT INTO search_document(request) VALUES (?)", [request.packed])
    try run(
      "INSERT INTO search(rowid, text, private, people) VALUES (?, ?, ?, ?)",
      [
        database.lastInsertedRowID, document.text, document.privateText, document.peopleText,
      ])
  }

  func search(
    _ query: SearchQuery, requesters: [Grant.Holder], agents: [Grant.Holder]?, limit: Int
  ) throws -> [RequestRow] {
    guard !query.isEmpty else { return [] }
    let (open, all) = (query.condition(["text"]), query.condition(["text", "private"]))
    var conditions: [String] = []
    var arguments: StatementArguments = []
    if let agents {
      for (match, holders) in [(open, requesters), (all, agents)] where !holders.isEmpty {
        let marks = holders.map { _ in "(holder = ? AND subject = ?)" }.joined(separator: " OR ")
        conditions.append(
          """
          (id IN (\(SearchQuery.matching)) AND id IN (
            SELECT request FROM audience WHERE until IS NULL AND (\(marks))))
          """)
        arguments += [match]
        for holder in holders {
          arguments += [holder.numbers.kind, holder.numbers.subject]
        }
      }
    } else {
      conditions = ["id IN (\(SearchQuery.matching))"]
      arguments = [all]
    }
    return try requests(
      where: conditions.joined(separator: " OR "), arguments, limit: limit)
  }
}

extension SearchQuery {
  /// The requests whose documents match.
  fileprivate static let matching = """
    SELECT search_document.request FROM search
    JOIN search_document ON search_document.document = search.rowid WHERE search MATCH ?
    """

  fileprivate func condition(_ columns: [String]) -> String {
    fullText(columns: columns, people: "people")
  }
}
