import EscaleCore
import GRDB

/// The index of texts: brought up to date before each search, and, where that would take long,
/// already after a sync, aside.
///
/// It stands apart from all other tables, so that a sync pays nothing for making it. A request that
/// changes is noted in `search_dirty` in the transaction that changes it; its document is made anew
/// under a number never used before, and the former one, which the index can't remove, is no longer
/// looked up.
enum SearchIndex {
  /// How many documents one transaction makes.
  static let batch = 2_000
  /// How many documents a search makes before anybody notices that he waits.
  static let patience = 4_000
  /// How many documents may be dead before the index is made anew, besides as many as are alive.
  static let deadLimit = 1_000

  static let tables = """
    CREATE TABLE search_document (
      document INTEGER PRIMARY KEY AUTOINCREMENT, request INTEGER NOT NULL UNIQUE) STRICT;
    CREATE TABLE search_dirty (request INTEGER PRIMARY KEY) STRICT;
    CREATE VIRTUAL TABLE search USING fts5(
      text, people, content='', tokenize='unicode61 remove_diacritics 2');
    INSERT INTO search_dirty SELECT id FROM request;
    """
}

extension StoreReader {
  /// Whether the index of texts has every request as it is.
  package func isSearchable() throws -> Bool {
    guard try hasSearchIndex() else { return false }
    return try Int.fetchOne(database, sql: "SELECT 1 FROM search_dirty LIMIT 1") == nil
  }

  /// Whether whoever searched now would wait for the index.
  package func isSearchFarBehind() throws -> Bool {
    let table = try hasSearchIndex() ? "search_dirty" : "request"
    return try Int.fetchOne(
      database, sql: "SELECT 1 FROM \(table) LIMIT 1 OFFSET \(SearchIndex.patience)") != nil
  }

  func hasSearchIndex() throws -> Bool { try hasTable("search_dirty") }
}

extension StoreWriter {
  /// Brings the index of texts up to date, by so many requests at most.
  ///
  /// - Returns: Whether more are left.
  package func updateSearchIndex() throws -> Bool {
    if try !reader.hasSearchIndex() || isSearchIndexWorn() {
      try removeSearchIndex()
      try database.execute(sql: SearchIndex.tables)
      reader.memory.hasTable["search_dirty"] = true
    }
    let dirty = try Int64.fetchAll(
      database, sql: "SELECT request FROM search_dirty ORDER BY request LIMIT ?",
      arguments: [SearchIndex.batch]
    ).map(ChangeID.init(packed:))
    for request in dirty { try index(request) }
    return dirty.count == SearchIndex.batch
  }

  /// Notes that a request isn't in the index as it now is.
  func noteUnsearchable(_ request: RequestID) throws {
    guard try reader.hasSearchIndex() else { return }
    let statement = try database.cachedStatement(
      sql: "INSERT OR IGNORE INTO search_dirty (request) VALUES (?)")
    try statement.execute(arguments: [request.packed])
  }

  /// Removes the index of texts; the next search makes it anew.
  func removeSearchIndex() throws {
    for table in ["search", "search_dirty", "search_document"] {
      try database.execute(sql: "DROP TABLE IF EXISTS \(table)")
    }
    reader.memory.hasTable["search_dirty"] = false
  }

  private func isSearchIndexWorn() throws -> Bool {
    let last = try Int.fetchOne(database, sql: "SELECT max(document) FROM search_document") ?? 0
    let alive = try Int.fetchOne(database, sql: "SELECT count(*) FROM search_document") ?? 0
    return last > 2 * alive + SearchIndex.deadLimit
  }

  private func index(_ request: RequestID) throws {
    try run("DELETE FROM search_dirty WHERE request = ?", [request.packed])
    try run("DELETE FROM search_document WHERE request = ?", [request.packed])
    let isShown = try database.cachedStatement(sql: "SELECT 1 FROM request WHERE id = ?")
    guard try Int.fetchOne(isShown, arguments: [request.packed]) != nil else { return }
    var document = SearchDocument(request)
    for stored in try reader.changes(of: request) {
      document.add(
        stored.change.header, stored.change.readPayload, outcome: stored.entry?.verdict.outcome)
    }
    try run("INSERT INTO search_document (request) VALUES (?)", [request.packed])
    try run(
      "INSERT INTO search (rowid, text, people) VALUES (?, ?, ?)",
      [
        database.lastInsertedRowID, document.text + "\n" + document.privateText,
        document.peopleText,
      ])
  }

  private func run(_ sql: String, _ arguments: StatementArguments) throws {
    try database.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}

extension SearchQuery {
  /// The condition in SQL over the table `request`, with a mark for the query where it isn't empty.
  var condition: String {
    guard !isEmpty else { return "0" }
    return """
      id IN (SELECT search_document.request FROM search
        JOIN search_document ON search_document.document = search.rowid WHERE search MATCH ?)
      """
  }
}
