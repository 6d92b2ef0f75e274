package import EscaleCore
import GRDB

/// How far back this replica holds the history unasked, and what it fetched from behind that.
///
/// Made when first needed, apart from all other tables.
enum HistoryTables {
  static let creation = """
    CREATE TABLE IF NOT EXISTS history (
      one INTEGER PRIMARY KEY CHECK (one = 1), position INTEGER NOT NULL, time INTEGER NOT NULL,
      is_left INTEGER NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS fetched (request INTEGER PRIMARY KEY) STRICT;
    """
}

/// The history that a replica doesn't hold unasked.
package struct HeldHistory: Hashable, Sendable {
  package var horizon: HistoryHorizon
  /// Whether something that the user may see lies behind it, as far as the server said.
  package var isLeft: Bool
}

extension StoreReader {
  func hasHistory() throws -> Bool { try hasTable("history") }

  /// From when on history is here unasked; nil where all of it is.
  package func history() throws -> HeldHistory? {
    guard try hasHistory() else { return nil }
    let row = try Row.fetchOne(database, sql: "SELECT position, time, is_left FROM history")
    return row.map { row in
      HeldHistory(
        horizon: HistoryHorizon(position: Position(stored: row["position"]), time: row["time"]),
        isLeft: row["is_left"])
    }
  }

  /// The requests that were fetched from behind the horizon, ascending.
  package func fetchedRequests() throws -> [RequestID] {
    guard try hasHistory() else { return [] }
    return try Int64.fetchAll(database, sql: "SELECT request FROM fetched ORDER BY request")
      .map(ChangeID.init(packed:))
  }
}

extension StoreWriter {
  /// Keeps what an answer says of the history.
  func keepHistory(of delivery: Delivery) throws {
    if let horizon = delivery.horizon {
      try database.execute(sql: HistoryTables.creation)
      reader.memory.hasTable["history"] = true
      try database.execute(
        sql: "INSERT OR REPLACE INTO history (one, position, time, is_left) VALUES (1, ?, ?, ?)",
        arguments: [
          Int64(clamping: horizon.position.rawValue), horizon.time, delivery.leavesHistory,
        ])
    } else if delivery.leavesHistory, try reader.hasHistory() {
      try database.execute(sql: "UPDATE history SET is_left = 1")
    }
  }

  /// Takes in a request that was fetched whole, as it stands at the replica's cursor; the replica
  /// follows it from there on.
  package func takeFetched(_ request: RequestID, _ entries: [LedgerEntry]) throws {
    try database.execute(sql: HistoryTables.creation)
    reader.memory.hasTable["history"] = true
    try database.execute(
      sql: "INSERT OR IGNORE INTO fetched (request) VALUES (?)", arguments: [request.packed])
    try insert(entries)
    try noteReturned(request)
    try project(request)
  }

  /// Forgets how far back history is here: everything is wanted anew.
  func removeHistory() throws {
    guard try reader.hasHistory() else { return }
    for table in ["history", "fetched"] { try database.execute(sql: "DELETE FROM \(table)") }
  }
}
