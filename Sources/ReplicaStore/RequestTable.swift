package import EscaleCore
import GRDB
import SQLiteRows

/// One row of a list of requests, people and teams by their numbers.
package struct RequestSummary: Hashable, Sendable {
  package var ref: RequestID
  package var formerReference: ChangeID?
  package var lifecycle: LifecycleVersion
  package var state: State
  package var title: String
  package var service: String?
  package var requester: PersonNumber
  package var creator: PersonNumber
  package var contacts: [PersonNumber]
  package var team: TeamNumber?
  package var agent: PersonNumber?
  package var urgency: String?
  package var impact: String?
  package var location: String?
  package var origin: String?
  package var solutionCategory: String?
  /// The requests that it names, in ascending order.
  package var links: [RequestLink]
  /// In milliseconds since 1970 UTC.
  package var createdAt: Int64
  package var updatedAt: Int64
  package var postponedUntil: Int64?
  package var solution: String?
  /// The answers of the form, keys in the order of their bytes.
  package var answers: [Payload.Field]
  package var position: Position?
  package var pendingCount: Int
  package var conflictCount: Int
  /// How much of it needs the user and wasn't read yet.
  package var unreadCount = 0
}

extension StoreWriter {
  /// Folds a request anew and writes its row; removes the row where nothing can be folded.
  @discardableResult
  package func project(_ request: RequestID) throws -> FoldedRequest? {
    guard let folded = try reader.folded(request, withTexts: false) else {
      let statement = try database.cachedStatement(sql: "DELETE FROM request WHERE id = ?")
      try statement.execute(arguments: [request.packed])
      try noteUnsearchable(request)
      return nil
    }
    try save(folded.fold)
    return folded
  }

  /// Writes the row of a folded request.
  package func save(_ fold: RequestFold) throws {
    let statement = try RowStatement(
      database,
      """
      INSERT OR REPLACE INTO request (id, former_ref, lifecycle, lifecycle_version, state,
        is_open, title, service, requester, creator, team, agent, urgency, impact, location,
        origin, solution_category, links, created_at, updated_at, postponed_until, solution,
        answers, contacts, position, pending)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    try statement.run { row in
      row.addStanding(of: fold)
      row.addFields(of: fold)
    }
    try noteUnsearchable(fold.history.request)
  }

  /// Removes every row of what can be made again from the changes.
  func removeProjections() throws {
    try database.execute(sql: "DELETE FROM request")
    try removeSearchIndex()
  }
}

extension RowValues {
  /// The columns up to `is_open`.
  fileprivate mutating func addStanding(of fold: RequestFold) {
    let history = fold.history
    let state = history.standing.state
    add(history.request.packed)
    add(fold.formerReference?.packed)
    add(history.lifecycle.name)
    add(Int64(history.lifecycle.version))
    add(state.rawValue)
    add(history.lifecycle.isFinal(state) || fold.isRefused ? 0 : 1)
  }

  /// The columns from `title` on.
  fileprivate mutating func addFields(of fold: RequestFold) {
    let history = fold.history
    add(fold.fields[.title]?.value ?? "")
    add(fold.fields[.service]?.value)
    add(Int64(history.creation.requester.rawValue))
    add(Int64(history.creator.rawValue))
    add(history.standing.team.map { Int64($0.rawValue) })
    add(history.standing.agent.map { Int64($0.rawValue) })
    add(fold.fields[.urgency]?.value)
    add(fold.fields[.impact]?.value)
    add(fold.fields[.location]?.value)
    add(fold.fields[.origin]?.value)
    add(fold.fields[.solutionCategory]?.value)
    add(RequestLink.stored(fold.links))
    add(fold.createdAt)
    add(fold.updatedAt)
    add(history.standing.postponedUntil)
    add(fold.solution)
    add(fold.storedAnswers)
    add(history.storedContacts)
    add(fold.position.map { Int64($0.rawValue) })
    add(Int64(fold.pendingCount))
  }
}

extension StoreReader {
  /// The row of a request.
  package func summary(of request: RequestID) throws -> RequestSummary? {
    try summaries(sql: "WHERE request.id = ?") { $0.add(request.packed) }.first
  }

  /// Rows of requests, by a condition and order in SQL over the table `request`.
  func summaries(
    sql condition: String, _ bind: (inout RowValues) -> Void
  ) throws -> [RequestSummary] {
    let statement = try RowStatement(
      database,
      """
      SELECT id, former_ref, lifecycle, lifecycle_version, state, title, service, requester,
        creator, team, agent, urgency, impact, location, created_at, updated_at,
        postponed_until, solution, answers, contacts, position, pending, origin,
        solution_category, links
      FROM request \(condition)
      """)
    let conflicts = try conflictCounts()
    let unread = try attentionCounts()
    var summaries: [RequestSummary] = []
    try statement.each(bind) { row in
      var summary = RequestSummary(row, conflicts: conflicts)
      if !unread.isEmpty { summary.unreadCount = unread[summary.ref] ?? 0 }
      summaries.append(summary)
      return true
    }
    return summaries
  }

  /// How many requests there are, and how many are not closed.
  package func requestCounts() throws -> (all: Int, open: Int) {
    let row = try Row.fetchOne(
      database, sql: "SELECT count(*), coalesce(sum(is_open), 0) FROM request")
    return (row?[0] ?? 0, row?[1] ?? 0)
  }

  /// The ids of requests whose reference or former reference ends so; at most `limit`.
  package func requests(withSequence sequence: UInt32, limit: Int) throws -> [RequestID] {
    try Int64.fetchAll(
      database,
      sql: """
        SELECT id FROM request
        WHERE id & 4294967295 = ?1 OR (former_ref IS NOT NULL AND former_ref & 4294967295 = ?1)
        ORDER BY id LIMIT ?2
        """, arguments: [sequence, limit]
    ).map(ChangeID.init(packed:))
  }

  /// The request with a reference or a former reference.
  package func request(named id: ChangeID) throws -> RequestID? {
    try Int64.fetchOne(
      database,
      sql: "SELECT id FROM request WHERE id = ?1 OR former_ref = ?1 ORDER BY id = ?1 DESC",
      arguments: [id.packed]
    ).map(ChangeID.init(packed:))
  }
}

extension RequestSummary {
  fileprivate init(_ row: RowColumns, conflicts: [RequestID: Int]) {
    ref = ChangeID(packed: row.integer(0))
    formerReference = row.optionalInteger(1).map(ChangeID.init(packed:))
    lifecycle = LifecycleVersion(name: row.text(2), version: row.small(3))
    state = State(rawValue: row.text(4))
    title = row.text(5)
    service = row.optionalText(6)
    requester = row.person(7) ?? .system
    creator = row.person(8) ?? .system
    team = row.team(9)
    agent = row.person(10)
    urgency = row.optionalText(11)
    impact = row.optionalText(12)
    location = row.optionalText(13)
    createdAt = row.integer(14)
    updatedAt = row.integer(15)
    postponedUntil = row.optionalInteger(16)
    solution = row.optionalText(17)
    answers = RequestFold.answers(stored: row.isNull(18) ? nil : row.bytes(18))
    contacts = RequestHistory.contacts(stored: row.isNull(19) ? nil : row.bytes(19))
    position = row.optionalInteger(20).map(Position.init(stored:))
    pendingCount = Int(row.integer(21))
    conflictCount = conflicts.isEmpty ? 0 : conflicts[ref] ?? 0
    origin = row.optionalText(22)
    solutionCategory = row.optionalText(23)
    links = RequestLink.list(stored: row.isNull(24) ? nil : row.bytes(24))
  }
}

extension RowColumns {
  /// The number of a person or team, or a version.
  func small(_ column: Int32) -> UInt32 { UInt32(truncatingIfNeeded: integer(column)) }

  func person(_ column: Int32) -> PersonNumber? {
    isNull(column) ? nil : PersonNumber(rawValue: small(column))
  }

  func team(_ column: Int32) -> TeamNumber? {
    isNull(column) ? nil : TeamNumber(rawValue: small(column))
  }
}

extension RequestFold {
  /// The answers of the form as a store keeps them: a CBOR map, or nil for none.
  fileprivate var storedAnswers: [UInt8]? {
    let answers = fields.filter { $0.key.formKey != nil }.sorted { $0.key < $1.key }
    guard !answers.isEmpty else { return nil }
    var writer = CBORWriter()
    writer.map(count: answers.count)
    for (key, value) in answers {
      writer.text(key.rawValue)
      writer.text(value.value)
    }
    return writer.bytes
  }

  fileprivate static func answers(stored bytes: [UInt8]?) -> [Payload.Field] {
    guard let bytes else { return [] }
    var reader = CBORReader(bytes)
    var answers: [Payload.Field] = []
    guard let count = try? reader.map(limit: Payload.fieldLimit) else { return [] }
    for _ in 0..<count {
      guard let key = try? reader.text(limit: FieldKey.byteLimit),
        let value = try? reader.text(limit: Payload.textByteLimit)
      else { break }
      answers.append(Payload.Field(key: FieldKey(rawValue: key), value: value))
    }
    return answers
  }
}

extension RequestHistory {
  /// The contacts as a store keeps them: a CBOR array of numbers, or nil for none.
  fileprivate var storedContacts: [UInt8]? {
    let persons = contactPersons()
    guard !persons.isEmpty else { return nil }
    var writer = CBORWriter()
    writer.list(persons) { $0.unsigned(UInt64($1.rawValue)) }
    return writer.bytes
  }

  fileprivate static func contacts(stored bytes: [UInt8]?) -> [PersonNumber] {
    guard let bytes else { return [] }
    var reader = CBORReader(bytes)
    let numbers = try? reader.list(limit: 100_000) { (reader) throws(CBORError) in
      PersonNumber(rawValue: try reader.unsigned32())
    }
    return numbers ?? []
  }
}
