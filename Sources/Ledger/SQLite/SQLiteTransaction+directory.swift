import EscaleCore
import Foundation
import GRDB

extension SQLiteTransaction {
  func insert(_ edit: DirectoryEditRow) throws {
    let sql = """
      INSERT INTO directory_edit(position, bytes, received_at, link, moves_hands)
      VALUES (?, ?, ?, ?, ?)
      """
    try run(
      sql,
      [
        edit.position.stored, Data(edit.bytes), edit.receivedAt, edit.link.stored,
        edit.movesHands,
      ])
  }

  func put(_ item: DirectoryEntry) throws {
    let kind = Int64(bitPattern: item.key.kind)
    try run(
      """
      UPDATE directory_item SET is_past = 1 WHERE kind = ? AND number = ? AND is_past = 0
      """, [kind, item.key.number])
    try run(
      "INSERT INTO directory_item(kind, number, position, bytes) VALUES (?, ?, ?, ?)",
      [kind, item.key.number, item.position.stored, Data(item.bytes)])
  }

  func items(after position: Position) throws -> [DirectoryEntry] {
    let sql = """
      SELECT kind, number, position, bytes FROM directory_item
      WHERE is_past = 0 AND position > ? ORDER BY kind, number
      """
    return try all(sql, [position.stored]) { try $0.directoryEntry() }
  }

  func items(ofKind kind: UInt64, at position: Position) throws -> [DirectoryEntry] {
    let sql = """
      SELECT kind, number, max(position), bytes FROM directory_item
      WHERE kind = ? AND position <= ? GROUP BY number ORDER BY number
      """
    return try all(sql, [Int64(bitPattern: kind), position.stored]) { try $0.directoryEntry() }
  }

  func item(_ key: DirectoryItem.Key, at position: Position) throws -> DirectoryEntry? {
    let sql = """
      SELECT kind, number, position, bytes FROM directory_item
      WHERE kind = ? AND number = ? AND position <= ? ORDER BY position DESC LIMIT 1
      """
    return try row(sql, [Int64(bitPattern: key.kind), key.number, position.stored])
      .map { try $0.directoryEntry() }
  }

  func versions(of key: DirectoryItem.Key) throws -> [DirectoryEntry] {
    let sql = """
      SELECT kind, number, position, bytes FROM directory_item
      WHERE kind = ? AND number = ? ORDER BY position
      """
    return try all(sql, [Int64(bitPattern: key.kind), key.number]) { try $0.directoryEntry() }
  }

  func versions(ofKind kind: UInt64) throws -> [DirectoryEntry] {
    let sql = """
      SELECT kind, number, position, bytes FROM directory_item
      WHERE kind = ? ORDER BY position, number
      """
    return try all(sql, [Int64(bitPattern: kind)]) { try $0.directoryEntry() }
  }

  func directoryEdits() throws -> [DirectoryEditRow] {
    let sql = """
      SELECT position, bytes, received_at, link, moves_hands FROM directory_edit ORDER BY position
      """
    return try all(sql) { row in
      DirectoryEditRow(
        position: row.position(0), bytes: try row.bytes(1), receivedAt: row[2],
        link: try row.fingerprint(3), movesHands: row[4])
    }
  }

  func handsMoved(after: Position, through: Position) throws -> Bool {
    let sql = """
      SELECT 1 FROM directory_edit
      WHERE position > ? AND position <= ? AND moves_hands = 1 LIMIT 1
      """
    return try row(sql, [after.stored, through.stored]) != nil
  }
}

extension Row {
  fileprivate func directoryEntry() throws -> DirectoryEntry {
    DirectoryEntry(
      position: position(2),
      key: DirectoryItem.Key(kind: UInt64(bitPattern: self[0] as Int64), number: self[1]),
      bytes: try bytes(3))
  }
}
