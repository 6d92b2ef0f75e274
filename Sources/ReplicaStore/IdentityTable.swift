import EscaleCore
import Foundation
import GRDB

extension ReplicaIdentity {
  /// Reads the one row of the table.
  ///
  /// - Throws: ``StoreFault`` where it holds what no version of this program wrote.
  init(row: Row) throws {
    guard let ledger = LedgerID(bytes: Array(row["ledger"] as Data)),
      let link = Fingerprint(bytes: row["link"] as Data),
      let decidedLink = Fingerprint(bytes: row["decided_link"] as Data),
      let cursor = try? EscaleCore.Cursor(stored: Array(row["cursor"] as Data))
    else { throw StoreFault.damaged(path: "replica", reason: "unreadable identity") }
    self.init(
      ledger: ledger, replica: ReplicaID(rawValue: row["replica"]),
      person: PersonNumber(rawValue: row["person"]), server: row["server"],
      serverKey: Array(row["server_key"] as Data), signingKey: Array(row["signing_key"] as Data),
      token: row["token"], device: row["device"], startLink: link)
    lastSequence = row["last_sequence"]
    decidedSequence = row["decided_sequence"]
    self.decidedLink = decidedLink
    acknowledgement = Acknowledgement(
      position: Position(stored: row["acknowledged"]),
      ownLastSequence: row["acknowledged_sequence"])
    self.cursor = cursor
    head = Head(row: row)
    lastSyncAt = row["last_sync_at"]
    clockDifference = row["clock_difference"]
    lastUsed = (row["last_used"] as Int64?).map(ChangeID.init(packed:))
    sentSequence = row["sent_sequence"]
    joinedPosition = Position(stored: row["joined_position"])
  }
}

extension StoreWriter {
  /// Replaces what the replica knows of itself.
  package func save(_ identity: ReplicaIdentity) throws {
    let statement = try database.cachedStatement(
      sql: """
        UPDATE replica SET ledger = ?, replica = ?, person = ?, server = ?, server_key = ?,
          signing_key = ?, token = ?, device = ?, last_sequence = ?, link = ?,
          decided_sequence = ?, decided_link = ?, acknowledged = ?, acknowledged_sequence = ?,
          cursor = ?, head_epoch = ?, head_position = ?, head_link = ?, last_sync_at = ?,
          clock_difference = ?, last_used = ?, sent_sequence = ?,
          joined_position = ?
        """)
    try statement.execute(arguments: [
      Data(identity.ledger.bytes), identity.replica.rawValue, identity.person.rawValue,
      identity.server, Data(identity.serverKey), Data(identity.signingKey), identity.token,
      identity.device, identity.lastSequence, Data(identity.link.bytes),
      identity.decidedSequence, Data(identity.decidedLink.bytes),
      Int64(identity.acknowledgement.position.rawValue),
      identity.acknowledgement.ownLastSequence, Data(identity.cursor.stored),
      identity.head.map { Int64($0.epoch) }, identity.head.map { Int64($0.position.rawValue) },
      identity.head.map { Data($0.link.bytes) }, identity.lastSyncAt, identity.clockDifference,
      identity.lastUsed?.packed, identity.sentSequence,
      Int64(identity.joinedPosition.rawValue),
    ])
  }
}

extension StoreWriter {
  /// Notes that own changes up to a sequence are about to leave.
  package func noteSent(through sequence: UInt32) throws {
    let statement = try database.cachedStatement(
      sql: "UPDATE replica SET sent_sequence = max(sent_sequence, ?)")
    try statement.execute(arguments: [sequence])
  }
}

extension Position {
  /// A position as a store keeps it; what can't be one is the start.
  init(stored: Int64) { self.init(rawValue: UInt64(max(0, stored))) }
}

extension Head {
  fileprivate init?(row: Row) {
    guard let epoch = row["head_epoch"] as Int64?, let position = row["head_position"] as Int64?,
      let bytes = row["head_link"] as Data?, let link = Fingerprint(bytes: bytes)
    else { return nil }
    self.init(
      epoch: UInt64(max(0, epoch)), position: Position(stored: position), link: link)
  }
}

extension EscaleCore.Cursor {
  /// The cursor as a store keeps it: CBOR of `[position]` or `[position, position, request, entry]`.
  fileprivate var stored: [UInt8] {
    var writer = CBORWriter(reservingBytes: 32)
    writer.array(count: within == nil ? 1 : 4)
    writer.unsigned(position.rawValue)
    if let within {
      writer.unsigned(within.position.rawValue)
      writer.changeID(within.request)
      writer.unsigned(within.entry.rawValue)
    }
    return writer.bytes
  }

  fileprivate init(stored bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    let count = try reader.array(limit: 4)
    self.init(position: try reader.position())
    guard count == 4 else { return }
    let place = try reader.position()
    let request = try reader.changeID()
    within = Within(position: place, request: request, entry: try reader.position())
  }
}
