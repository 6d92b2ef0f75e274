package import EscaleCore
import Foundation
import GRDB

/// An item of the directory as it was shown, which a restored server doesn't have any more.
package struct LostItem: Sendable {
  package let key: DirectoryItem.Key
  package let position: Position
  /// The item; nil where this version doesn't know its kind.
  package let item: DirectoryItem?
}

/// What a restored server may have lost of the directory: no receipt proves it, so it isn't handed
/// back, but people are told of it.
///
/// Made when first needed, apart from all other tables.
enum LostItemTable {
  static let creation = """
    CREATE TABLE IF NOT EXISTS lost_item (
      kind INTEGER NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL,
      bytes BLOB NOT NULL, PRIMARY KEY (kind, number)) STRICT, WITHOUT ROWID
    """
}

extension StoreWriter {
  /// Keeps in mind the items that came after a position; whatever the server has of them now takes
  /// their place.
  func doubtItems(after kept: Position) throws {
    try database.execute(sql: LostItemTable.creation)
    let arguments: StatementArguments = [Int64(kept.rawValue)]
    try database.execute(
      sql: """
        INSERT OR REPLACE INTO lost_item
        SELECT kind, number, position, bytes FROM directory_item WHERE position > ?
        """, arguments: arguments)
    try database.execute(
      sql: "UPDATE directory_item SET position = 0 WHERE position > ?", arguments: arguments)
  }

  /// What the server turned out to have lost of the directory, once everything has come; it is told
  /// once, and what nobody has any more is forgotten.
  package func settleLostItems() throws -> [LostItem] {
    guard try reader.hasDoubtedItems() else { return [] }
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT l.kind, l.number, l.position, l.bytes FROM lost_item l
        LEFT JOIN directory_item d ON d.kind = l.kind AND d.number = l.number AND d.position > 0
        WHERE d.bytes IS NOT l.bytes ORDER BY l.kind, l.number
        """)
    let lost = try rows.map { row in
      LostItem(
        key: DirectoryItem.Key(kind: UInt64(max(0, row[0] as Int64)), number: row[1]),
        position: Position(stored: row[2]), item: try DirectoryItem.read(Array(row[3] as Data)))
    }
    reader.memory.forget()
    try database.execute(sql: "DELETE FROM directory_item WHERE position = 0")
    try database.execute(sql: "DROP TABLE lost_item")
    return lost
  }
}

extension StoreReader {
  /// Whether items of the directory may be lost.
  package func hasDoubtedItems() throws -> Bool { try hasTable("lost_item") }
}
