import EscaleCore
import GRDB

private let noticeColumns =
  "id, event, person, request, position, queued_at, due_at, attempts, state, failure"

extension SQLiteTransaction {
  func queuesNotices() throws -> Bool {
    try row("SELECT queues FROM notice_setup WHERE id = 1")?[0] ?? false
  }

  func linksNotices() throws -> Bool {
    try row("SELECT queues AND links FROM notice_setup WHERE id = 1")?[0] ?? false
  }

  func setQueuesNotices(_ queues: Bool, links: Bool) throws {
    try run(
      "INSERT OR REPLACE INTO notice_setup(id, queues, links) VALUES (1, ?, ?)", [queues, links])
  }

  func insert(_ notice: NoticeRow) throws {
    let sql = """
      INSERT OR IGNORE INTO notice(
        event, person, request, position, queued_at, due_at, attempts, state)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    try run(
      sql,
      [
        notice.event.rawValue, notice.person.rawValue, notice.request?.packed,
        notice.position.stored, notice.queuedAt, notice.dueAt, notice.attempts,
        notice.state.rawValue,
      ])
  }

  func update(_ notice: NoticeRow) throws {
    try run(
      "UPDATE notice SET due_at = ?, attempts = ?, state = ?, failure = ? WHERE id = ?",
      [notice.dueAt, notice.attempts, notice.state.rawValue, notice.failure, notice.id])
  }

  func notice(_ id: Int64) throws -> NoticeRow? {
    try row("SELECT \(noticeColumns) FROM notice WHERE id = ?", [id]).map { try $0.notice() }
  }

  func notices(
    _ state: NoticeRow.State, dueBefore time: Int64, limit: Int
  ) throws -> [NoticeRow] {
    let sql = """
      SELECT \(noticeColumns) FROM notice WHERE state = ? AND due_at <= ?
      ORDER BY due_at, id LIMIT ?
      """
    return try all(sql, [state.rawValue, time, limit]) { try $0.notice() }
  }

  func hasNotice(
    of request: RequestID, _ event: NoticeEvent, at position: Position
  ) throws -> Bool {
    let sql = "SELECT 1 FROM notice WHERE request = ? AND position = ? AND event = ? LIMIT 1"
    return try row(sql, [request.packed, position.stored, event.rawValue]) != nil
  }

  func noticeCount(
    _ event: NoticeEvent, of person: PersonNumber, since time: Int64
  ) throws -> Int {
    let sql = "SELECT count(*) FROM notice WHERE event = ? AND person = ? AND queued_at >= ?"
    return try row(sql, [event.rawValue, person.rawValue, time])?[0] ?? 0
  }

  func noticeCounts() throws -> [NoticeRow.State: Int] {
    let counts = try all("SELECT state, count(*) FROM notice GROUP BY state") { row in
      (NoticeRow.State(rawValue: row[0]), row[1] as Int)
    }
    return counts.reduce(into: [:]) { counts, pair in
      if let state = pair.0 { counts[state] = pair.1 }
    }
  }

  func removeSettledNotices(queuedBefore time: Int64) throws {
    try run("DELETE FROM notice WHERE queued_at < ? AND state > 1", [time])
  }

  func noticeChoice(of person: PersonNumber) throws -> NoticeChoice? {
    let sql = "SELECT events, language FROM notice_choice WHERE person = ?"
    return try row(sql, [person.rawValue]).map { row in
      let events = (row[0] as String).split(separator: " ")
      return NoticeChoice(
        person: person, events: Set(events.compactMap { NoticeEvent(rawValue: String($0)) }),
        language: Language(rawValue: row[1]) ?? .french)
    }
  }

  func put(_ choice: NoticeChoice) throws {
    let events = NoticeEvent.choices.filter(choice.events.contains).map(\.rawValue)
    try run(
      "INSERT OR REPLACE INTO notice_choice(person, events, language) VALUES (?, ?, ?)",
      [choice.person.rawValue, events.joined(separator: " "), choice.language.rawValue])
  }
}

extension Row {
  fileprivate func notice() throws -> NoticeRow {
    guard let event = NoticeEvent(rawValue: self[1]), let state = NoticeRow.State(rawValue: self[8])
    else { throw LedgerError.damaged("notice") }
    var notice = NoticeRow(
      id: self[0], event, to: PersonNumber(rawValue: self[2]),
      request: (self[3] as Int64?).map { ChangeID(packed: $0) }, position: position(4),
      queuedAt: self[5])
    notice.dueAt = self[6]
    notice.attempts = self[7]
    notice.state = state
    notice.failure = self[9]
    return notice
  }
}
