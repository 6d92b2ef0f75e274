import EscaleCore
import GRDB

extension SQLiteTransaction {
  func quarantined(limit: Int) throws -> [LedgerEntry] {
    let sql = """
      SELECT position FROM entry
      WHERE outcome = 4 AND change NOT IN (SELECT change FROM quarantine)
      ORDER BY position LIMIT ?
      """
    return try all(sql, [limit]) { $0.position(0) }.compactMap(entry)
  }

  func quarantined(_ change: ChangeID) throws -> LedgerEntry? {
    let sql = """
      SELECT position FROM entry
      WHERE change = ?1 AND outcome = 4 AND NOT EXISTS (SELECT 1 FROM quarantine WHERE change = ?1)
      """
    return try row(sql, [change.packed]).map { $0.position(0) }.flatMap(entry)
  }

  func settle(_ change: ChangeID, adoptedAs adopted: ChangeID?) throws {
    try run(
      "INSERT INTO quarantine(change, adopted_as) VALUES (?, ?)",
      [change.packed, adopted?.packed])
  }

  private func entry(at position: Position) throws -> LedgerEntry? {
    var found: LedgerEntry?
    let before = Position(rawValue: position.rawValue - 1)
    try scan(after: before, through: position) { _, row in
      found = try row().entry
      return false
    }
    return found
  }
}
