package import EscaleCore
import Foundation
import GRDB

/// A parcel that this replica carries for another one.
package struct HeldParcel: Sendable {
  package let number: Int64
  /// Where it comes from.
  package let replica: ReplicaID
  package let person: PersonNumber
  package let sequences: ClosedRange<UInt32>
  package let bytes: [UInt8]
  /// By this device's clock, in milliseconds since 1970 UTC.
  package let importedAt: Int64
  /// The code with which the server refused it; nil while it is to be handed in.
  package let refusal: String?
}

/// What goes by hand: parcels of others, requests that are only told of, and the server's word on
/// this device.
///
/// Made when first needed, apart from all other tables.
enum CarriageTables {
  static let creation = """
    CREATE TABLE IF NOT EXISTS credential (replica INTEGER PRIMARY KEY, signature BLOB NOT NULL)
      STRICT;
    CREATE TABLE IF NOT EXISTS parcel (
      number INTEGER PRIMARY KEY, replica INTEGER NOT NULL, person INTEGER NOT NULL,
      first_sequence INTEGER NOT NULL, last_sequence INTEGER NOT NULL, bytes BLOB NOT NULL,
      imported_at INTEGER NOT NULL, refusal TEXT) STRICT;
    CREATE TABLE IF NOT EXISTS told (request INTEGER PRIMARY KEY) STRICT;
    """
}

extension StoreReader {
  func hasCarriage() throws -> Bool { try hasTable("told") }

  /// The server's word on this device under an id; nil before it came.
  package func credential(of replica: ReplicaID) throws -> [UInt8]? {
    guard try hasCarriage() else { return nil }
    return try Data.fetchOne(
      database, sql: "SELECT signature FROM credential WHERE replica = ?",
      arguments: [replica.rawValue]
    ).map { Array($0) }
  }

  /// The parcels that this replica carries, in the order in which they came.
  package func parcels() throws -> [HeldParcel] {
    guard try hasCarriage() else { return [] }
    let rows = try Row.fetchAll(
      database.cachedStatement(sql: "SELECT * FROM parcel ORDER BY number"))
    return rows.compactMap { row in
      let (first, last) = (row["first_sequence"] as UInt32, row["last_sequence"] as UInt32)
      guard first <= last else { return nil }
      return HeldParcel(
        number: row["number"], replica: ReplicaID(rawValue: row["replica"]),
        person: PersonNumber(rawValue: row["person"]), sequences: first...last,
        bytes: Array(row["bytes"] as Data), importedAt: row["imported_at"],
        refusal: row["refusal"])
    }
  }

  /// The requests that are only told of: by a bundle, not by the server.
  package func toldRequests() throws -> Set<RequestID> {
    guard try hasCarriage() else { return [] }
    return Set(
      try Int64.fetchAll(database, sql: "SELECT request FROM told").map(ChangeID.init(packed:)))
  }

  /// How many changes carried for others each request has, and 0 for those only told of.
  package func carriedCounts() throws -> [RequestID: Int] {
    guard try hasCarriage() else { return [:] }
    var counts: [RequestID: Int] = [:]
    for request in try toldRequests() { counts[request] = 0 }
    let own = try ownRange()
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT request, count(*) FROM change
        WHERE position IS NULL AND (id < ? OR id > ?) GROUP BY request
        """, arguments: [own.lowerBound, own.upperBound])
    while let row = try rows.next() {
      counts[ChangeID(packed: row[0])] = row[1]
    }
    return counts
  }
}

extension StoreReader {
  /// The changes that are shown because they were carried here, and are settled: what of them this
  /// user may see has come as entries.
  package func settledCarriage() throws -> [ChangeID] {
    guard try hasCarriage() else { return [] }
    let own = try ownRange()
    let shown = try Int64.fetchAll(
      database, sql: "SELECT id FROM change WHERE position IS NULL AND (id < ? OR id > ?)",
      arguments: [own.lowerBound, own.upperBound])
    guard !shown.isEmpty else { return [] }
    let held = try parcels().filter { $0.refusal == nil }
    return shown.map(ChangeID.init(packed:)).filter { id in
      !held.contains { $0.replica == id.replica && $0.sequences.contains(id.sequence) }
    }
  }
}

extension StoreReader {
  /// Whether a request may have come in part only: it shows what was carried here and is settled,
  /// and of what the server has told since, that part of it may still be to come.
  ///
  /// Until the server tells anything, it is as it was when it was carried here.
  package func isArriving(_ request: RequestID) throws -> Bool {
    let identity = try identity()
    if identity.isArriving(request) { return true }
    guard let head = identity.head, identity.cursor.position < head.position else { return false }
    return try settledCarriage().contains { try self.request(of: $0) == request }
  }

  fileprivate func request(of id: ChangeID) throws -> RequestID? {
    try Int64.fetchOne(
      database, sql: "SELECT request FROM change WHERE id = ?", arguments: [id.packed]
    ).map(ChangeID.init(packed:))
  }
}

extension StoreWriter {
  private func prepareCarriage() throws {
    guard try !reader.hasCarriage() else { return }
    try database.execute(sql: CarriageTables.creation)
    reader.memory.hasTable["told"] = true
  }

  func keep(_ credential: [UInt8], of replica: ReplicaID) throws {
    try prepareCarriage()
    try database.execute(
      sql: "INSERT OR REPLACE INTO credential (replica, signature) VALUES (?, ?)",
      arguments: [replica.rawValue, Data(credential)])
  }

  /// Keeps a parcel until the server has it.
  package func keepParcel(
    _ bytes: [UInt8], from replica: ReplicaID, of person: PersonNumber,
    _ sequences: ClosedRange<UInt32>, at now: Int64
  ) throws {
    try prepareCarriage()
    try database.execute(
      sql: """
        INSERT INTO parcel (replica, person, first_sequence, last_sequence, bytes, imported_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        replica.rawValue, person.rawValue, sequences.lowerBound, sequences.upperBound,
        Data(bytes), now,
      ])
  }

  /// Forgets a parcel: the server has it, or a longer one holds all of it.
  package func removeParcel(_ number: Int64) throws {
    try database.execute(sql: "DELETE FROM parcel WHERE number = ?", arguments: [number])
  }

  /// Notes that the server won't have a parcel; it is kept all the same.
  package func refuseParcel(_ number: Int64, _ code: String) throws {
    try database.execute(
      sql: "UPDATE parcel SET refusal = ? WHERE number = ?", arguments: [code, number])
  }

  /// Shows a change that is carried for another replica; nothing where it is here already.
  package func insertCarried(_ change: Change) throws {
    guard try !reader.contains(change.id) else { return }
    let statement = try database.cachedStatement(
      sql: "INSERT INTO change (id, request, header, payload, payload_hash) VALUES (?, ?, ?, ?, ?)")
    let (payload, hash) = change.payload.columns
    try statement.execute(arguments: [
      change.id.packed, change.header.request.packed, Data(change.headerBytes), payload, hash,
    ])
    try noteAttachment(change, isOwn: false)
  }

  /// Notes that the bytes of an attachment that is carried were brought along: they are to be sent
  /// as if they were this replica's own, unless the server has them.
  package func noteBrought(_ change: ChangeID) throws {
    try database.execute(
      sql: "UPDATE attachment SET is_settled = 0 WHERE change = ?", arguments: [change.packed])
  }

  /// Shows a request as a bundle tells of it, until the server's next answer.
  package func tell(_ entries: [LedgerEntry], of request: RequestID) throws {
    try prepareCarriage()
    try insert(entries)
    try database.execute(
      sql: "INSERT OR IGNORE INTO told (request) VALUES (?)", arguments: [request.packed])
    try project(request)
  }

  /// Forgets what bundles told of requests: the server speaks.
  func forgetTold() throws {
    for request in try reader.toldRequests().sorted() {
      try database.execute(
        sql: "DELETE FROM change WHERE request = ? AND position IS NOT NULL AND \(isReceived)",
        arguments: [request.packed])
      try removeReceivedAttachments(of: request)
      try project(request)
    }
    if try reader.hasCarriage() { try database.execute(sql: "DELETE FROM told") }
  }

  /// Shows no more what was carried and is settled.
  func removeSettledCarriage() throws {
    var touched: Set<RequestID> = []
    for id in try reader.settledCarriage() {
      guard let request = try reader.request(of: id) else { continue }
      try remove(id)
      touched.insert(request)
    }
    for request in touched.sorted() { try project(request) }
  }

  /// Forgets all that was carried, for a replica that was shut out.
  func removeCarriage() throws {
    guard try reader.hasCarriage() else { return }
    for table in ["parcel", "told"] { try database.execute(sql: "DELETE FROM \(table)") }
  }

  /// Notes that own changes were written into a bundle: they can't be undone any more.
  package func noteExported(_ sequences: ClosedRange<UInt32>, of replica: ReplicaID) throws {
    try database.execute(
      sql: "UPDATE change SET is_exported = 1 WHERE id BETWEEN ? AND ?",
      arguments: [
        ChangeID(replica: replica, sequence: sequences.lowerBound).packed,
        ChangeID(replica: replica, sequence: sequences.upperBound).packed,
      ])
  }
}
