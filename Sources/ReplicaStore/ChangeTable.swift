package import EscaleCore
import Foundation
import GRDB
import SQLiteRows

/// A change as a replica keeps it.
package struct StoredChange: Sendable {
  package let change: Change
  /// The ledger's place, verdict and time of receipt; nil while it waits.
  package let entry: Entry?

  package struct Entry: Hashable, Sendable {
    package let position: Position
    package let verdict: Verdict
    package let receivedAt: Int64
  }
}

extension StoredChange {
  /// An entry as it came.
  init(_ entry: LedgerEntry) {
    change = entry.change
    self.entry = Entry(
      position: entry.position, verdict: entry.verdict, receivedAt: entry.receivedAt)
  }
}

extension StoreReader {
  /// A request's changes: those of the ledger in its order, then those that wait, each after what
  /// it has seen.
  package func changes(of request: RequestID) throws -> [StoredChange] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT header, payload, payload_hash, position, outcome, code, causes, received_at
        FROM change WHERE request = ? ORDER BY position IS NULL, position, id
        """)
    return StoredChange.causal(try StoredChange.fetchAll(statement, [request.packed]))
  }

  /// The replica's own changes from a sequence on, at most `limit`, whatever became of them.
  package func ownChanges(
    of replica: ReplicaID, from sequence: UInt32, limit: Int
  ) throws -> [StoredChange] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT header, payload, payload_hash, position, outcome, code, causes, received_at
        FROM change WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?
        """)
    let first = ChangeID(replica: replica, sequence: sequence)
    let last = ChangeID(replica: replica, sequence: .max)
    return try StoredChange.fetchAll(statement, [first.packed, last.packed, limit])
  }

  /// The link of the replica's chain after one of its own changes; nil for what wasn't written here.
  package func link(after id: ChangeID) throws -> Fingerprint? {
    let statement = try database.cachedStatement(sql: "SELECT link FROM change WHERE id = ?")
    return try Data.fetchOne(statement, arguments: [id.packed]).flatMap {
      Fingerprint(bytes: $0)
    }
  }

  /// Whether a change was written into a bundle.
  package func isExported(_ id: ChangeID) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: "SELECT is_exported FROM change WHERE id = ?")
    return try Bool.fetchOne(statement, arguments: [id.packed]) ?? false
  }

  /// How many of this replica's own changes wait to be sent.
  package func pendingCount() throws -> Int {
    let range = try ownRange()
    return try Int.fetchOne(
      database, sql: "SELECT count(*) FROM change WHERE position IS NULL AND id BETWEEN ? AND ?",
      arguments: [range.lowerBound, range.upperBound]) ?? 0
  }

  /// The ids, packed, that this replica's own changes have or will have.
  func ownRange() throws -> ClosedRange<Int64> {
    let number = try UInt32.fetchOne(database, sql: "SELECT replica FROM replica") ?? 0
    return ReplicaID(rawValue: number).packedIDs
  }

  /// The requests that have changes waiting to be sent.
  package func pendingRequests() throws -> [RequestID] {
    try Int64.fetchAll(
      database,
      sql: "SELECT DISTINCT request FROM change WHERE position IS NULL ORDER BY request"
    ).map(ChangeID.init(packed:))
  }

  /// Whether any change of a request is here.
  func hasChanges(of request: RequestID) throws -> Bool {
    let statement = try database.cachedStatement(
      sql: "SELECT 1 FROM change WHERE request = ? LIMIT 1")
    return try Int.fetchOne(statement, arguments: [request.packed]) != nil
  }

  /// Every request that has changes here.
  package func requestsWithChanges() throws -> [RequestID] {
    try Int64.fetchAll(database, sql: "SELECT DISTINCT request FROM change ORDER BY request")
      .map(ChangeID.init(packed:))
  }

  /// Whether a change is here.
  package func contains(_ id: ChangeID) throws -> Bool {
    let statement = try database.cachedStatement(sql: "SELECT 1 FROM change WHERE id = ?")
    return try Int.fetchOne(statement, arguments: [id.packed]) != nil
  }

  /// The last changes recorded or received, newest last, of one request or of all.
  package func log(of request: RequestID?) throws -> [StoredChange] {
    guard let request else {
      let statement = try database.cachedStatement(
        sql: """
          SELECT header, payload, payload_hash, position, outcome, code, causes, received_at
          FROM change ORDER BY position IS NULL, position, id
          """)
      return try StoredChange.fetchAll(statement, [])
    }
    return try changes(of: request)
  }
}

/// Which changes weren't written on this device: those stand in no chain here.
let isReceived = "link IS NULL"

extension StoreWriter {
  /// Adds a change of this replica's own, which waits to be sent.
  package func insertOwn(_ change: Change, link: Fingerprint) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO change (id, request, header, payload, payload_hash, link)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    let (payload, hash) = change.payload.columns
    try statement.execute(arguments: [
      change.id.packed, change.header.request.packed, Data(change.headerBytes), payload, hash,
      Data(link.bytes),
    ])
    try noteAttachment(change, isOwn: true)
  }

  /// Adds an entry of the ledger, or gives a change that is here already its place.
  package func insert(_ entry: LedgerEntry) throws {
    try insert([entry])
  }

  /// Adds entries of the ledger, or gives changes that are here already their places.
  func insert(_ entries: [LedgerEntry]) throws {
    guard !entries.isEmpty else { return }
    let statement = try RowStatement(
      database,
      """
      INSERT INTO change
        (id, request, position, header, payload, payload_hash, outcome, code, causes, received_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET position = excluded.position, outcome = excluded.outcome,
        code = excluded.code, causes = excluded.causes, received_at = excluded.received_at,
        request = excluded.request, header = excluded.header,
        payload = excluded.payload, payload_hash = excluded.payload_hash
      """)
    for entry in entries {
      try statement.run { $0.add(entry) }
      try noteAttachment(entry.change, isOwn: false)
    }
  }

  /// Gives a change of this replica's own the verdict that the ledger gave it.
  package func settle(
    _ id: ChangeID, at position: Position, verdict: Verdict, receivedAt: Int64
  ) throws {
    let statement = try database.cachedStatement(
      sql: """
        UPDATE change SET position = ?, outcome = ?, code = ?, causes = ?, received_at = ?
        WHERE id = ? AND position IS NOT ?
        """)
    try statement.execute(arguments: [
      Int64(position.rawValue), verdict.outcome.rawValue, verdict.code?.rawValue,
      verdict.storedCauses, receivedAt, id.packed, Int64(position.rawValue),
    ])
  }

  /// Puts another change in the place of one of this replica's own.
  package func replaceOwn(_ change: Change) throws {
    let statement = try database.cachedStatement(
      sql: """
        UPDATE change SET request = ?, header = ?, payload = ?, payload_hash = ? WHERE id = ?
        """)
    let (payload, hash) = change.payload.columns
    try statement.execute(arguments: [
      change.header.request.packed, Data(change.headerBytes), payload, hash, change.id.packed,
    ])
    try removeAttachment(change.id)
  }

  /// Sets the link of the replica's chain after one of its own changes.
  package func setLink(_ link: Fingerprint, after id: ChangeID) throws {
    let statement = try database.cachedStatement(sql: "UPDATE change SET link = ? WHERE id = ?")
    try statement.execute(arguments: [Data(link.bytes), id.packed])
  }

  /// Removes a change: one that is said again under a new id, or of a request that left.
  package func remove(_ id: ChangeID) throws {
    let statement = try database.cachedStatement(sql: "DELETE FROM change WHERE id = ?")
    try statement.execute(arguments: [id.packed])
    try removeAttachment(id)
  }

  /// Removes a request's changes, but for those that were written here, under whichever id: what
  /// was written before a fork is cited by what was written after it.
  func removeReceived(of request: RequestID) throws {
    let statement = try database.cachedStatement(
      sql: "DELETE FROM change WHERE request = ? AND \(isReceived)")
    try statement.execute(arguments: [request.packed])
    try removeReceivedAttachments(of: request)
  }
}

extension ReplicaID {
  /// The packed ids that changes of this replica can have.
  var packedIDs: ClosedRange<Int64> {
    ChangeID(replica: self, sequence: 0).packed...ChangeID(replica: self, sequence: .max).packed
  }
}

extension RowValues {
  /// The columns of an entry, in the order of their insertion.
  fileprivate mutating func add(_ entry: LedgerEntry) {
    add(entry.change.id.packed)
    add(entry.change.header.request.packed)
    add(Int64(entry.position.rawValue))
    add(entry.change.headerBytes)
    switch entry.change.payload {
    case .present(let bytes):
      add(bytes)
      addNull()
    case .erased(let hash):
      addNull()
      add(hash.bytes)
    }
    add(Int64(entry.verdict.outcome.rawValue))
    add(entry.verdict.code?.rawValue)
    add(entry.verdict.causes.isEmpty ? nil : Array(ChangeID.stored(entry.verdict.causes)))
    add(entry.receivedAt)
  }
}

extension StoredChange {
  static func fetchAll(
    _ statement: Statement, _ arguments: StatementArguments
  ) throws -> [StoredChange] {
    var changes: [StoredChange] = []
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    while let row = try rows.next() { changes.append(try StoredChange(row: row)) }
    return changes
  }

  private init(row: Row) throws {
    let payload: Change.PayloadBytes
    if let bytes = row[1] as Data? {
      payload = .present(Array(bytes))
    } else {
      let hash = (row[2] as Data?).flatMap { Fingerprint(bytes: $0) }
      payload = .erased(hash ?? .zero)
    }
    let headerBytes = Array(row[0] as Data)
    guard let header = try? Header(bytes: headerBytes) else {
      throw StoreFault.damaged(path: "change", reason: "unreadable header")
    }
    change = Change(header: header, headerBytes: headerBytes, payload: payload)
    guard let position = row[3] as Int64?, let outcome = row[4] as UInt8?,
      let outcome = Verdict.Outcome(rawValue: outcome)
    else {
      entry = nil
      return
    }
    let code = (row[5] as String?).map(VerdictCode.init(rawValue:))
    let causes = (row[6] as Data?).map { ChangeID.list(stored: Array($0)) } ?? []
    entry = Entry(
      position: Position(stored: position),
      verdict: Verdict(outcome, code: code, causes: causes), receivedAt: row[7] ?? 0)
  }
}

extension Change.PayloadBytes {
  /// What the two columns of a payload hold: the bytes, or the hash of erased ones.
  var columns: (Data?, Data?) {
    switch self {
    case .present(let bytes): (Data(bytes), nil)
    case .erased(let hash): (nil, Data(hash.bytes))
    }
  }
}

extension Verdict {
  /// The causes as a store keeps them, or nil for none.
  fileprivate var storedCauses: Data? { causes.isEmpty ? nil : ChangeID.stored(causes) }
}

extension ChangeID {
  /// Ids as a store keeps a list of them: eight bytes each.
  static func stored(_ ids: [ChangeID]) -> Data {
    var data = Data()
    for id in ids {
      withUnsafeBytes(of: id.packed.bigEndian) { data.append(contentsOf: $0) }
    }
    return data
  }

  /// Reads a list of ids; what is left over at the end is dropped.
  static func list(stored bytes: [UInt8]) -> [ChangeID] {
    stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map { start in
      let packed = bytes[start..<start + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return ChangeID(packed: Int64(bitPattern: packed))
    }
  }
}
