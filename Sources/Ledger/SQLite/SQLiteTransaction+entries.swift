import EscaleCore
import GRDB
import SQLiteRows
import Seals

extension SQLiteTransaction {
  func insert(_ row: EntryRow) throws {
    let sql = """
      INSERT INTO entry(
        position, change, request, kind, author, outcome, is_private, received_at, recorded_at,
        code, causes, hash, link, header, payload, payload_hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """
    try RowStatement(database, sql).run { values in
      values.addMarks(of: row)
      values.addBytes(of: row)
    }
  }

  func brief(of change: ChangeID) throws -> EntryBrief? {
    let sql = """
      SELECT position, hash, outcome, code, causes, header, received_at FROM entry WHERE change = ?
      """
    return try row(sql, [change.packed]).map { try $0.brief() }
  }

  func decisive(of request: RequestID) throws -> [EntryBrief] {
    let sql = """
      SELECT position, hash, outcome, code, causes, header, received_at FROM entry
      WHERE request = ? AND (kind = 1 OR kind = 2 OR kind = 5) AND outcome <= 2
      ORDER BY position
      """
    return try all(sql, [request.packed]) { try $0.brief() }
  }

  func erase(_ changes: [ChangeID], at position: Position) throws {
    for id in changes {
      guard let row = try row("SELECT payload FROM entry WHERE change = ?", [id.packed]) else {
        continue
      }
      if !row.hasNull(atIndex: 0) {
        try run(
          "UPDATE entry SET payload = NULL, payload_hash = ? WHERE change = ?",
          [Hash.sha256(try row.bytes(0)).stored, id.packed])
      }
      try run(
        "INSERT INTO erasure(position, change) VALUES (?, ?)", [position.stored, id.packed])
    }
  }

  func erasures(after position: Position) throws -> [ChangeID] {
    let sql = "SELECT change FROM erasure WHERE position > ? ORDER BY position, change"
    return try all(sql, [position.stored]) { $0.changeID(0) }
  }

  func formerOwn(of change: ChangeID, on request: RequestID) throws -> ChangeID? {
    let first = ChangeID(replica: change.replica, sequence: 0)
    let sql = """
      SELECT change FROM entry WHERE request = ? AND change > ? AND change < ?
      ORDER BY change DESC LIMIT 1
      """
    return try row(sql, [request.packed, first.packed, change.packed]).map { $0.changeID(0) }
  }

  func claimed(before change: ChangeID) throws -> Position? {
    let first = ChangeID(replica: change.replica, sequence: 0)
    let sql = """
      SELECT header FROM entry WHERE change > ? AND change < ? AND code IS NOT ?
      ORDER BY change DESC LIMIT 1
      """
    let fallen = VerdictCode.acknowledgementFalls.rawValue
    guard let row = try row(sql, [first.packed, change.packed, fallen]) else { return nil }
    let header = try row.bytes(0)
    return try reading { try Header(bytes: header) }.acknowledged
  }

  func lastCounted(upTo change: ChangeID, on request: RequestID) throws -> ChangeID? {
    let first = ChangeID(replica: change.replica, sequence: 0)
    let sql = """
      SELECT change FROM entry WHERE request = ? AND change > ? AND change <= ? AND outcome <= 2
      ORDER BY change DESC LIMIT 1
      """
    return try row(sql, [request.packed, first.packed, change.packed]).map { $0.changeID(0) }
  }

  func beginnings() throws -> [(request: RequestID, position: Position)] {
    try all("SELECT request, min(position) FROM entry GROUP BY request") { row in
      (row.changeID(0), row.position(1))
    }
  }

  func recordedAfter(_ position: Position) throws -> Int64? {
    let sql = """
      SELECT time FROM (
        SELECT * FROM (
          SELECT position, recorded_at AS time FROM entry
          WHERE position > ?1 ORDER BY position LIMIT 1)
        UNION ALL SELECT * FROM (
          SELECT position, received_at FROM directory_edit
          WHERE position > ?1 ORDER BY position LIMIT 1))
      ORDER BY position LIMIT 1
      """
    return try row(sql, [position.stored]).map { $0[0] }
  }

  func link(at position: Position) throws -> Fingerprint? {
    let sql = """
      SELECT link FROM entry WHERE position = ?1
      UNION ALL SELECT link FROM directory_edit WHERE position = ?1
      """
    return try row(sql, [position.stored]).map { try $0.fingerprint(0) }
  }

  func firstEntryPosition(after: Position) throws -> Position? {
    try row("SELECT min(position) FROM entry WHERE position > ?", [after.stored])
      .flatMap { $0.optionalPosition(0) }
  }

  func entryCount() throws -> Int { try row("SELECT count(*) FROM entry")?[0] ?? 0 }
}

extension RowValues {
  /// The columns up to `recorded_at`.
  fileprivate mutating func addMarks(of row: EntryRow) {
    let header = row.entry.change.header
    add(row.entry.position.stored)
    add(header.id.packed)
    add(header.request.packed)
    add(Int64(bitPattern: header.kind.number))
    add(Int64(header.author.rawValue))
    add(Int64(row.entry.verdict.outcome.rawValue))
    add(header.isPrivate ? 1 : 0)
    add(row.entry.receivedAt)
    add(row.recordedAt)
  }

  /// The columns from `code` on.
  fileprivate mutating func addBytes(of row: EntryRow) {
    add(row.entry.verdict.code?.rawValue)
    add(row.entry.verdict.storedCauses)
    row.hash.withUnsafeBytes { add($0) }
    row.link.withUnsafeBytes { add($0) }
    add(row.entry.change.headerBytes)
    switch row.entry.change.payload {
    case .present(let bytes):
      add(bytes)
      addNull()
    case .erased(let hash):
      addNull()
      hash.withUnsafeBytes { add($0) }
    }
  }
}

extension Header {
  /// Whether it is a note for agents only.
  var isPrivate: Bool {
    if case .comment(let comment) = body { comment.isPrivate } else { false }
  }
}

extension Verdict {
  /// The causes as a column's value; nil where there are none.
  fileprivate var storedCauses: [UInt8]? {
    guard !causes.isEmpty else { return nil }
    var writer = CBORWriter()
    writer.list(causes) { $0.changeID($1) }
    return writer.bytes
  }

  static func causes(stored bytes: [UInt8]) throws -> [ChangeID] {
    var reader = CBORReader(bytes)
    return try reading {
      try reader.list(limit: Context.entryLimit) { (reader) throws(CBORError) in
        try reader.changeID()
      }
    }
  }
}

extension Row {
  /// A verdict from its outcome and the columns of its code and causes.
  func verdict(_ outcome: Verdict.Outcome, code: Int, causes: Int) throws -> Verdict {
    let code = (self[code] as String?).map(VerdictCode.init(rawValue:))
    guard !hasNull(atIndex: causes) else { return Verdict(outcome, code: code) }
    return Verdict(outcome, code: code, causes: try Verdict.causes(stored: try bytes(causes)))
  }

  /// The outcome in a column.
  func outcome(_ index: Int) throws -> Verdict.Outcome {
    guard let outcome = Verdict.Outcome(rawValue: self[index]) else {
      throw LedgerError.damaged("outcome")
    }
    return outcome
  }

  fileprivate func brief() throws -> EntryBrief {
    let header = try bytes(5)
    return EntryBrief(
      position: position(0), hash: try fingerprint(1),
      verdict: try verdict(try outcome(2), code: 3, causes: 4),
      header: try reading { try Header(bytes: header) }, receivedAt: self[6])
  }
}

/// Reads what was checked before it was stored.
///
/// - Throws: ``LedgerError/damaged(_:)``.
func reading<Value>(_ body: () throws -> Value) throws -> Value {
  do { return try body() } catch let error as CBORError {
    throw LedgerError.damaged(String(describing: error))
  }
}
