import EscaleCore
import Foundation
import GRDB

extension SQLiteTransaction {
  func insert(_ row: AttachmentRow) throws {
    let sql = """
      INSERT INTO attachment(change, request, author, position, blob, bytes, arrived_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """
    try run(
      sql,
      [
        row.change.packed, row.request.packed, row.author.rawValue, row.position.stored,
        row.blob.stored, Int64(clamping: row.byteCount), row.arrivedAt,
      ])
  }

  func attachments(of request: RequestID) throws -> [AttachmentRow] {
    let sql = """
      SELECT change, request, author, position, blob, bytes, arrived_at FROM attachment
      WHERE request = ? ORDER BY position
      """
    return try all(sql, [request.packed]) { try $0.attachment() }
  }

  func noteArrival(
    of blob: Fingerprint, byteCount: UInt64, on request: RequestID, at time: Int64
  ) throws {
    let sql = """
      UPDATE attachment SET arrived_at = ?
      WHERE request = ? AND blob = ? AND bytes = ? AND arrived_at IS NULL
      """
    try run(sql, [time, request.packed, blob.stored, Int64(clamping: byteCount)])
  }

  func removeAttachment(of change: ChangeID) throws {
    try run("DELETE FROM attachment WHERE change = ?", [change.packed])
  }

  func isAttached(_ blob: Fingerprint) throws -> Bool {
    try row("SELECT 1 FROM attachment WHERE blob = ? LIMIT 1", [blob.stored]) != nil
  }

  func arrivedBlobs(after: Fingerprint?, limit: Int) throws -> [Fingerprint] {
    let sql = """
      SELECT DISTINCT blob FROM attachment WHERE blob > ? AND arrived_at IS NOT NULL
      ORDER BY blob LIMIT ?
      """
    return try all(sql, [after?.stored ?? Data(), limit]) { try $0.fingerprint(0) }
  }

  func awaitedCount() throws -> Int {
    try row("SELECT count(*) FROM attachment WHERE arrived_at IS NULL")?[0] ?? 0
  }

  func leftovers() throws -> [LeftoverRow] {
    try all("SELECT name, bytes, since FROM leftover ORDER BY name") { row in
      LeftoverRow(name: row[0], byteCount: row[1], since: row[2])
    }
  }

  func put(_ leftover: LeftoverRow) throws {
    try run(
      "INSERT OR REPLACE INTO leftover(name, bytes, since) VALUES (?, ?, ?)",
      [leftover.name, leftover.byteCount, leftover.since])
  }

  func removeLeftover(_ name: String) throws {
    try run("DELETE FROM leftover WHERE name = ?", [name])
  }
}

extension Row {
  fileprivate func attachment() throws -> AttachmentRow {
    AttachmentRow(
      change: changeID(0), request: changeID(1), author: PersonNumber(rawValue: self[2]),
      position: position(3), blob: try fingerprint(4),
      byteCount: UInt64(clamping: self[5] as Int64), arrivedAt: self[6])
  }
}
