import EscaleCore
import GRDB

/// Reads from a replica, within one consistent view.
package struct StoreReader {
  let database: Database
  let memory = DirectoryMemory()

  init(database: Database) { self.database = database }

  /// Whether there is a table that is only made when it is needed.
  ///
  /// Not by GRDB's `tableExists`, which reads the whole schema.
  func hasTable(_ name: String) throws -> Bool {
    if let known = memory.hasTable[name] { return known }
    let statement = try database.cachedStatement(
      sql: "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?")
    let found = try Bool.fetchOne(statement, arguments: [name]) ?? false
    memory.hasTable[name] = found
    return found
  }

  /// A number that changes when anybody else writes to this replica, and costs next to nothing.
  package func versionByOthers() throws -> Int64 {
    try Int64.fetchOne(database, sql: "PRAGMA data_version") ?? 0
  }

  /// Runs SQLite's own check.
  ///
  /// - Returns: What it found; nothing where the file is sound.
  package func integrityFindings() throws -> [String] {
    try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
  }

  /// The size of the file in bytes, as far as SQLite has filled it.
  package func byteCount() throws -> Int64 {
    try Int64.fetchOne(
      database,
      sql: "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()") ?? 0
  }
}

/// Reads from and writes to a replica, within one transaction.
package struct StoreWriter {
  let database: Database
  /// The same, for reading.
  package let reader: StoreReader

  init(database: Database) {
    self.database = database
    reader = StoreReader(database: database)
  }

  /// Makes the tables and the identity of a new replica.
  func create(_ identity: ReplicaIdentity) throws {
    try Schema.create(database)
    try database.execute(
      sql: """
        INSERT INTO replica (one, ledger, replica, person, server, server_key, signing_key, token,
          device, last_sequence, link, decided_sequence, decided_link, acknowledged,
          acknowledged_sequence, cursor)
        VALUES (1, x'', 0, 0, '', x'', x'', '', '', 0, x'', 0, x'', 0, 0, x'')
        """)
    try save(identity)
  }
}
