package import EscaleCore
import Foundation
import GRDB
import Seals

/// What a replica was before it went on under a new id, and what a restored server may have lost of
/// that.
///
/// Made when first needed, apart from all other tables.
enum FormerTables {
  static let creation = """
    CREATE TABLE IF NOT EXISTS former (
      number INTEGER PRIMARY KEY, replica INTEGER NOT NULL UNIQUE, token TEXT NOT NULL,
      signing_key BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS stranded (
      id INTEGER PRIMARY KEY, header BLOB NOT NULL, payload BLOB NOT NULL) STRICT;
    """
}

/// The papers of a replica that has another id now.
package struct FormerPapers: Sendable {
  package let replica: ReplicaID
  package let token: String
  /// The secret that signs: 32 bytes.
  package let signingKey: [UInt8]
}

extension StoreReader {
  fileprivate func hasFormer() throws -> Bool { try hasTable("former") }

  /// What this replica had before its present id, while the server hasn't vouched for that; the
  /// latest first.
  package func formerPapers() throws -> [FormerPapers] {
    guard try hasFormer() else { return [] }
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT replica, token, signing_key FROM former WHERE token <> '' ORDER BY number DESC")
    return rows.map { row in
      FormerPapers(
        replica: ReplicaID(rawValue: row[0]), token: row[1], signingKey: Array(row[2] as Data))
    }
  }

  /// What was written under former ids and a restored server may lack, in the order in which it was
  /// written.
  package func stranded() throws -> [Change] {
    guard try hasFormer() else { return [] }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT header, payload FROM stranded JOIN former ON replica = stranded.id >> 32
        ORDER BY number, stranded.id
        """)
    return rows.compactMap { row in
      try? Change(
        headerBytes: Array(row[0] as Data), payload: .present(Array(row[1] as Data)))
    }
  }
}

extension StoreWriter {
  private func prepareFormer() throws {
    guard reader.memory.hasTable["former"] != true else { return }
    try database.execute(sql: FormerTables.creation)
    reader.memory.hasTable["former"] = true
  }

  /// Notes that this replica goes on under a new id.
  package func keepFormer(_ identity: ReplicaIdentity) throws {
    try prepareFormer()
    try database.execute(
      sql: "INSERT OR REPLACE INTO former (replica, token, signing_key) VALUES (?, ?, ?)",
      arguments: [identity.replica.rawValue, identity.token, Data(identity.signingKey)])
  }

  /// The server has vouched for the present id: the secrets of former ones serve no more.
  func forgetFormerSecrets() throws {
    guard try !reader.formerPapers().isEmpty else { return }
    try database.execute(sql: "UPDATE former SET token = '', signing_key = x''")
  }

  /// Puts aside what was written under former ids and decided after a position: nobody else may have
  /// it.
  func strand(after kept: Position) throws {
    try prepareFormer()
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO stranded (id, header, payload)
        SELECT id, header, payload FROM change
        WHERE position > ? AND payload IS NOT NULL AND id >> 32 IN (SELECT replica FROM former)
        """, arguments: [Int64(clamping: kept.rawValue)])
  }

  /// Puts aside what was decided under former ids beyond the head that this replica was shown: only
  /// the answer to a renewal said so, and the server was put back to before that.
  package func strandUnproven() throws {
    let head = try reader.identity().head?.position ?? .start
    try strand(after: head)
    var touched: Set<RequestID> = []
    for change in try reader.stranded() {
      try remove(change.id)
      touched.insert(change.header.request)
    }
    for request in touched.sorted() { try project(request) }
  }

  /// Forgets what was put aside of a change: the server has it, or it was erased.
  package func unstrand(_ id: ChangeID) throws {
    guard try reader.hasFormer() else { return }
    try database.execute(sql: "DELETE FROM stranded WHERE id = ?", arguments: [id.packed])
  }

  /// Forgets what was put aside and came back from the server; what another copy of this replica wrote
  /// under the same id is something else.
  package func settleStranded() throws {
    for change in try reader.stranded() {
      let id = change.id
      let held = try reader.ownChanges(of: id.replica, from: id.sequence, limit: 1).first
      if held?.change.id == id, held?.change.hash == change.hash { try unstrand(id) }
    }
  }
}
