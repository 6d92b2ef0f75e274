import EscaleCore
import Foundation
import GRDB

private let replicaColumns = """
  id, owner, verifying_key, device, enrolled_at, revoked_at, last_sequence, contiguous_sequence,
  link, claimed, acknowledged_position, acknowledged_sequence, successor_of,
  handed_over
  """

extension SQLiteTransaction {
  func replica(_ id: ReplicaID) throws -> ReplicaRecord? {
    try row("SELECT \(replicaColumns) FROM replica WHERE id = ?", [id.rawValue])
      .map { try $0.replica() }
  }

  func replica(tokenHash: Fingerprint) throws -> ReplicaRecord? {
    try row("SELECT \(replicaColumns) FROM replica WHERE token_hash = ?", [tokenHash.stored])
      .map { try $0.replica() }
  }

  func replicas() throws -> [ReplicaRecord] {
    try all("SELECT \(replicaColumns) FROM replica ORDER BY id") { try $0.replica() }
  }

  func insert(_ replica: ReplicaRecord, tokenHash: Fingerprint?) throws {
    let sql = """
      INSERT INTO replica(\(replicaColumns), token_hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    try run(
      sql,
      [
        replica.id.rawValue, replica.owner.rawValue, Data(replica.verifyingKey), replica.device,
        replica.enrolledAt, replica.revokedAt?.stored, replica.lastSequence,
        replica.contiguousSequence, replica.link.stored, replica.claimed.stored,
        replica.acknowledgement.position.stored, replica.acknowledgement.ownLastSequence,
        replica.successorOf?.rawValue, replica.hasHandedOver, tokenHash?.stored,
      ])
  }

  func put(_ replica: ReplicaRecord) throws {
    let sql = """
      UPDATE replica SET revoked_at = ?, last_sequence = ?, contiguous_sequence = ?, link = ?,
        claimed = ?, acknowledged_position = ?, acknowledged_sequence = ?, handed_over = ?
      WHERE id = ?
      """
    try run(
      sql,
      [
        replica.revokedAt?.stored, replica.lastSequence, replica.contiguousSequence,
        replica.link.stored, replica.claimed.stored, replica.acknowledgement.position.stored,
        replica.acknowledgement.ownLastSequence, replica.hasHandedOver, replica.id.rawValue,
      ])
  }

  func rekey(_ replica: ReplicaID, verifyingKey: [UInt8], tokenHash: Fingerprint) throws {
    try run(
      "UPDATE replica SET verifying_key = ?, token_hash = ? WHERE id = ?",
      [Data(verifyingKey), tokenHash.stored, replica.rawValue])
  }

  func insert(_ acknowledgement: Acknowledgement, of replica: ReplicaID) throws {
    let sql = """
      INSERT INTO acknowledgement(replica, own_last_sequence, position) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET position = max(position, excluded.position)
      """
    try run(
      sql,
      [
        replica.rawValue, acknowledgement.ownLastSequence, acknowledgement.position.stored,
      ])
  }

  func acknowledged(by replica: ReplicaID, before sequence: UInt32) throws -> Position {
    let sql = """
      SELECT max(position) FROM acknowledgement WHERE replica = ? AND own_last_sequence < ?
      """
    return try row(sql, [replica.rawValue, sequence])?.optionalPosition(0) ?? .start
  }

  func pruneAcknowledgements(of replica: ReplicaID, before sequence: UInt32) throws {
    let sql = """
      DELETE FROM acknowledgement WHERE replica = ?1 AND own_last_sequence < (
        SELECT max(own_last_sequence) FROM acknowledgement
        WHERE replica = ?1 AND own_last_sequence <= ?2)
      """
    try run(sql, [replica.rawValue, sequence])
  }
}

extension Row {
  fileprivate func replica() throws -> ReplicaRecord {
    var record = ReplicaRecord(
      id: ReplicaID(rawValue: self[0]), owner: PersonNumber(rawValue: self[1]),
      verifyingKey: try bytes(2), device: self[3], enrolledAt: self[4],
      link: try fingerprint(8),
      successorOf: (self[12] as UInt32?).map(ReplicaID.init(rawValue:)))
    record.revokedAt = optionalPosition(5)
    record.lastSequence = self[6]
    record.contiguousSequence = self[7]
    record.claimed = position(9)
    record.acknowledgement = Acknowledgement(
      position: position(10), ownLastSequence: self[11])
    record.hasHandedOver = self[13]
    return record
  }
}
