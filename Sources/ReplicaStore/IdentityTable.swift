import EscaleCore
import Foundation
import GRDB
import SQLiteRows

extension StoreReader {
  /// What the replica knows of itself: the one row of its table.
  ///
  /// - Throws: ``StoreFault`` where it holds what no version of this program wrote.
  package func identity() throws -> ReplicaIdentity {
    var identity: ReplicaIdentity?
    let statement = try RowStatement(
      database,
      """
      SELECT ledger, replica, person, server, server_key, signing_key, token, device,
        last_sequence, link, decided_sequence, decided_link, acknowledged, acknowledged_sequence,
        cursor, head_epoch, head_position, head_link, last_sync_at, clock_difference, last_used,
        sent_sequence, joined_position
      FROM replica
      """)
    try statement.each { _ in
    } _: { row in
      identity = try ReplicaIdentity(row)
      return false
    }
    guard let identity else {
      throw StoreFault.damaged(path: "replica", reason: "no identity inside")
    }
    return identity
  }
}

extension ReplicaIdentity {
  /// Reads a row of the columns that ``StoreReader/identity()`` names.
  fileprivate init(_ row: RowColumns) throws {
    guard let ledger = LedgerID(bytes: row.bytes(0)), let link = Fingerprint(bytes: row.bytes(9)),
      let decidedLink = Fingerprint(bytes: row.bytes(11)),
      let cursor = try? EscaleCore.Cursor(stored: row.bytes(14)),
      let replica = row.number(1), let person = row.number(2), let lastSequence = row.number(8),
      let decidedSequence = row.number(10), let ownLastSequence = row.number(13),
      let sentSequence = row.number(21)
    else { throw StoreFault.damaged(path: "replica", reason: "unreadable identity") }
    self.init(
      ledger: ledger, replica: ReplicaID(rawValue: replica),
      person: PersonNumber(rawValue: person), server: row.text(3), serverKey: row.bytes(4),
      signingKey: row.bytes(5), token: row.text(6), device: row.text(7), startLink: link)
    self.lastSequence = lastSequence
    self.decidedSequence = decidedSequence
    self.decidedLink = decidedLink
    acknowledgement = Acknowledgement(
      position: Position(stored: row.integer(12)), ownLastSequence: ownLastSequence)
    self.cursor = cursor
    head = Head(row)
    lastSyncAt = row.optionalInteger(18)
    clockDifference = row.optionalInteger(19)
    lastUsed = row.optionalInteger(20).map(ChangeID.init(packed:))
    self.sentSequence = sentSequence
    joinedPosition = Position(stored: row.integer(22))
  }
}

extension RowColumns {
  /// A number of 32 bits, or nil.
  fileprivate func number(_ column: Int32) -> UInt32? { UInt32(exactly: integer(column)) }
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
  fileprivate init?(_ row: RowColumns) {
    guard let epoch = row.optionalInteger(15), let position = row.optionalInteger(16),
      let link = Fingerprint(bytes: row.bytes(17))
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
