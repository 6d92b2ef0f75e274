package import EscaleCore
import Foundation
import GRDB

/// A receipt of the server, with what it covers.
package struct KeptReceipt: Sendable {
  package let head: Head
  package let digest: Fingerprint
  package let signature: [UInt8]
  /// The bytes whose digest was signed; nil in one that was kept before this was.
  package let delivered: [UInt8]?
}

/// What proves to a restored server what it had delivered, and what is handed back to it.
///
/// Made when first needed, apart from all other tables.
enum ReturnTables {
  /// Of how many answers it is kept what the server signed.
  static let keptProofs = 4_096

  static let creation = """
    CREATE TABLE IF NOT EXISTS proof (receipt INTEGER PRIMARY KEY, delivered BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS handback (number INTEGER PRIMARY KEY, message BLOB NOT NULL) STRICT;
    """
}

extension StoreReader {
  private func hasReturnTables() throws -> Bool { try hasTable("handback") }

  /// The receipts that came after a position, the first first; the latest 5,000 at most.
  package func receipts(after position: Position) throws -> [KeptReceipt] {
    let delivered =
      try hasReturnTables() ? "(SELECT delivered FROM proof WHERE receipt = id)" : "NULL"
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT epoch, position, link, digest, signature, \(delivered) FROM receipt
        WHERE position > ? ORDER BY id DESC LIMIT 5000
        """, arguments: [Int64(position.rawValue)])
    return rows.reversed().compactMap { row in
      guard let link = Fingerprint(bytes: row[2] as Data),
        let digest = Fingerprint(bytes: row[3] as Data)
      else { return nil }
      let head = Head(
        epoch: UInt64(max(0, row[0] as Int64)), position: Position(stored: row[1]), link: link)
      return KeptReceipt(
        head: head, digest: digest, signature: Array(row[4] as Data),
        delivered: (row[5] as Data?).map { Array($0) })
    }
  }

  /// What others wrote and the ledger had after a position, in its order.
  package func entriesOfOthers(after position: Position) throws -> [LedgerEntry] {
    let own = try ownRange()
    let statement = try database.cachedStatement(
      sql: """
        SELECT header, payload, payload_hash, position, outcome, code, causes, received_at
        FROM change WHERE position > ? AND (id < ? OR id > ?) ORDER BY position
        """)
    return try StoredChange.fetchAll(
      statement, [Int64(position.rawValue), own.lowerBound, own.upperBound]
    ).compactMap { stored in
      stored.entry.map { entry in
        LedgerEntry(
          position: entry.position, change: stored.change, verdict: entry.verdict,
          receivedAt: entry.receivedAt)
      }
    }
  }

  /// The messages that are to be handed back to a restored server, in their order.
  package func returns() throws -> [(number: Int64, message: [UInt8])] {
    guard try hasReturnTables() else { return [] }
    return try Row.fetchAll(database, sql: "SELECT number, message FROM handback ORDER BY number")
      .map { ($0[0], Array($0[1] as Data)) }
  }
}

extension StoreWriter {
  private func prepareReturns() throws {
    guard reader.memory.hasTable["handback"] != true else { return }
    try database.execute(sql: ReturnTables.creation)
    reader.memory.hasTable["handback"] = true
  }

  /// Keeps what the last receipt covers, and no more of what came long ago.
  func keepProof(_ delivered: [UInt8]) throws {
    try prepareReturns()
    let receipt = database.lastInsertedRowID
    try database.cachedStatement(sql: "INSERT INTO proof (receipt, delivered) VALUES (?, ?)")
      .execute(arguments: [receipt, Data(delivered)])
    try database.cachedStatement(sql: "DELETE FROM proof WHERE receipt <= ?")
      .execute(arguments: [receipt - Int64(ReturnTables.keptProofs)])
  }

  /// Keeps a message until the server has taken what it hands back.
  package func keepReturn(_ message: [UInt8]) throws {
    try prepareReturns()
    try database.execute(
      sql: "INSERT INTO handback (message) VALUES (?)", arguments: [Data(message)])
  }

  /// Puts what is still to be handed back in the place of a message, or nothing.
  package func replaceReturn(_ number: Int64, by message: [UInt8]?) throws {
    guard let message else {
      return try database.execute(
        sql: "DELETE FROM handback WHERE number = ?", arguments: [number])
    }
    try database.execute(
      sql: "UPDATE handback SET message = ? WHERE number = ?",
      arguments: [Data(message), number])
  }

  /// Forgets what the server signed.
  func removeReceipts() throws {
    try removeProofs()
    try database.execute(sql: "DELETE FROM receipt")
  }

  /// Forgets what receipts cover.
  ///
  /// That the server signed something stays: it proves to a server that was put back to a copy of its
  /// files that it is older.
  func removeProofs() throws {
    try prepareReturns()
    try database.execute(sql: "DELETE FROM proof")
  }

  /// Goes back to what a restored server has: everything of others comes anew, and own changes
  /// that it lacks wait again.
  ///
  /// What is to be handed back was kept before, in the same transaction. What was decided under former
  /// ids after `kept` is put aside. Own changes that came after
  /// `kept` wait again, too, though the server may have some of them anew: it says where they stand.
  /// `startLink` is the link of its chain before the first change; `kept` is up to where the server
  /// has what was shown.
  package func goBack(
    to head: Head, after kept: Position, knownThrough sequence: UInt32, startLink: Fingerprint
  ) throws {
    try doubtItems(after: kept)
    var identity = try reader.identity()
    let own = identity.replica
    let sequence = min(sequence, try lastOwn(of: own, upTo: kept))
    try strand(after: kept)
    let requests = try reader.requestsWithChanges()
    try database.execute(
      sql: "DELETE FROM change WHERE id < ? OR id > ?",
      arguments: [own.packedIDs.lowerBound, own.packedIDs.upperBound])
    for request in requests { try removeReceivedAttachments(of: request) }
    try removeReceipts()
    // How far back entries are wanted is settled anew, at the beginning.
    try removeHistory()
    identity.decidedSequence = min(identity.decidedSequence, sequence)
    let last = ChangeID(replica: own, sequence: identity.decidedSequence)
    if last.sequence > 0, let link = try reader.link(after: last) {
      identity.decidedLink = link
    } else {
      identity.decidedSequence = 0
      identity.decidedLink = startLink
    }
    try waitAgain(after: identity.decidedSequence, of: own)
    identity.cursor = .start
    identity.head = head
    identity.joinedPosition = head.position
    identity.acknowledgement = identity.recovering(head)
    try save(identity)
    for request in try reader.requestsWithChanges() { try project(request) }
    try removeEmptyProjections()
  }

  /// The last own sequence before the first that the ledger decided after a position.
  private func lastOwn(of replica: ReplicaID, upTo position: Position) throws -> UInt32 {
    let first = try Int64.fetchOne(
      database, sql: "SELECT min(id) FROM change WHERE id >= ? AND id <= ? AND position > ?",
      arguments: [
        replica.packedIDs.lowerBound, replica.packedIDs.upperBound,
        Int64(clamping: position.rawValue),
      ])
    return first.map { ChangeID(packed: $0).sequence - 1 } ?? .max
  }

  private func waitAgain(after sequence: UInt32, of replica: ReplicaID) throws {
    let range: StatementArguments = [
      ChangeID(replica: replica, sequence: sequence).packed, replica.packedIDs.upperBound,
    ]
    try database.execute(
      sql: """
        UPDATE change SET position = NULL, outcome = NULL, code = NULL, causes = NULL,
          received_at = NULL
        WHERE id > ? AND id <= ?
        """, arguments: range)
    // The server may have lost their bytes too: it is asked.
    try database.execute(
      sql: "UPDATE attachment SET is_settled = 0 WHERE change > ? AND change <= ?",
      arguments: range)
  }

  /// No row stands for a request of which nothing is here.
  private func removeEmptyProjections() throws {
    try database.execute(
      sql: "DELETE FROM request WHERE id NOT IN (SELECT DISTINCT request FROM change)")
  }
}

extension ReplicaIdentity {
  /// What is acknowledged before anything of a new epoch has come: all that ever can be from before.
  fileprivate func recovering(_ head: Head) -> Acknowledgement {
    Acknowledgement(
      position: Position(rawValue: head.epoch &- 1), ownLastSequence: lastSequence)
  }

  /// Whether everything comes anew from a restored server, and hasn't come whole yet.
  package var isRecovering: Bool {
    guard let head, head.epoch > 1 else { return false }
    return acknowledgement.position.rawValue == head.epoch - 1
  }
}
