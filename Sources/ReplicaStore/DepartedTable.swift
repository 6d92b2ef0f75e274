import EscaleCore
import Foundation
import GRDB

/// The requests that left what the user may see: his own changes of them stay, they aren't shown.
extension StoreWriter {
  /// Notes that a request left, and which transitions of the user's held when he last saw it.
  func noteDeparted(_ request: RequestID, holding: [ChangeID]) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT OR IGNORE INTO departed (request, held) VALUES (?, ?)")
    try statement.execute(arguments: [request.packed, ChangeID.stored(holding)])
  }

  /// Notes that a request may be seen again.
  func noteReturned(_ request: RequestID) throws {
    let statement = try database.cachedStatement(sql: "DELETE FROM departed WHERE request = ?")
    try statement.execute(arguments: [request.packed])
  }
}

extension StoreReader {
  /// Which transitions of the user's held when he last saw a request that left; nil for one that
  /// didn't leave.
  func heldWhenDeparted(_ request: RequestID) throws -> [ChangeID]? {
    let statement = try database.cachedStatement(
      sql: "SELECT held FROM departed WHERE request = ?")
    return try Data.fetchOne(statement, arguments: [request.packed]).map {
      ChangeID.list(stored: Array($0))
    }
  }

  /// Whether a request left what the user may see.
  func isDeparted(_ request: RequestID) throws -> Bool {
    try heldWhenDeparted(request) != nil
  }

  /// The requests that left, in ascending order.
  func departedRequests() throws -> [RequestID] {
    try Int64.fetchAll(database, sql: "SELECT request FROM departed ORDER BY request")
      .map(ChangeID.init(packed:))
  }

  /// Whether any request ever left.
  func hasDeparted() throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM departed)") == true
  }

  /// Whether nothing is shown and nothing ever left: then nobody has anything at stake.
  func isBlank() throws -> Bool {
    let sql = "SELECT EXISTS (SELECT 1 FROM request) OR EXISTS (SELECT 1 FROM departed)"
    return try Bool.fetchOne(database, sql: sql) != true
  }
}
