import EscaleCore
import GRDB
import SQLiteRows

extension SQLiteTransaction {
  func noteClosing(_ closing: Closing) throws {
    try run(
      "INSERT OR IGNORE INTO closing(request, position, time, last_word) VALUES (?, ?, ?, ?)",
      [
        closing.request.packed, closing.position.stored, closing.time, closing.lastWord.stored,
      ])
  }

  func noteWord(on request: RequestID, at position: Position) throws {
    try run(
      "UPDATE closing SET last_word = max(last_word, ?) WHERE request = ?",
      [position.stored, request.packed])
  }

  func closing(of request: RequestID) throws -> Closing? {
    let sql = "SELECT request, position, time, last_word FROM closing WHERE request = ?"
    var closing: Closing?
    try RowStatement(database, sql).each {
      $0.add(request.packed)
    } _: { row in
      closing = row.closing()
      return false
    }
    return closing
  }

  func closings(behind horizon: HistoryHorizon) throws -> [Closing] {
    let sql = """
      SELECT request, position, time, last_word FROM closing WHERE time < ? AND position <= ?
      """
    var closings: [Closing] = []
    try RowStatement(database, sql).each { values in
      values.add(horizon.time)
      values.add(horizon.position.stored)
    } _: { row in
      closings.append(row.closing())
      return true
    }
    return closings
  }
}

extension RowColumns {
  fileprivate func closing() -> Closing {
    Closing(
      request: changeID(0), position: position(1), time: integer(2), lastWord: position(3))
  }
}
