package import EscaleCore
import Foundation
import GRDB

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
}

extension StoreWriter {
  /// Folds a request anew and writes its row; removes the row where nothing can be folded.
  @discardableResult
  package func project(_ request: RequestID) throws -> FoldedRequest? {
    guard let folded = try reader.folded(request, withTexts: false) else {
      let statement = try database.cachedStatement(sql: "DELETE FROM request WHERE id = ?")
      try statement.execute(arguments: [request.packed])
      return nil
    }
    try save(folded.fold)
    return folded
  }

  /// Writes the row of a folded request.
  func save(_ fold: RequestFold) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT OR REPLACE INTO request (id, former_ref, lifecycle, lifecycle_version, state,
          is_open, title, service, requester, creator, team, agent, urgency, impact, location,
          created_at, updated_at, postponed_until, solution, answers, contacts, position, pending)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    let history = fold.history
    let standing = history.standing
    let isOpen = !history.lifecycle.isFinal(standing.state) && !fold.isRefused
    try statement.execute(arguments: [
      history.request.packed, fold.formerReference?.packed, history.lifecycle.name,
      history.lifecycle.version, standing.state.rawValue, isOpen,
      fold.fields[.title]?.value ?? "", fold.fields[.service]?.value,
      history.creation.requester.rawValue, history.creator.rawValue, standing.team?.rawValue,
      standing.agent?.rawValue, fold.fields[.urgency]?.value, fold.fields[.impact]?.value,
      fold.fields[.location]?.value, fold.createdAt, fold.updatedAt, standing.postponedUntil,
      fold.solution, fold.storedAnswers, history.storedContacts,
      fold.position.map { Int64($0.rawValue) }, fold.pendingCount,
    ])
  }

  /// Removes every row of what can be made again from the changes.
  func removeProjections() throws {
    try database.execute(sql: "DELETE FROM request")
  }
}

extension StoreReader {
  /// The row of a request.
  package func summary(of request: RequestID) throws -> RequestSummary? {
    try summaries(sql: "WHERE request.id = ?", arguments: [request.packed]).first
  }

  /// Rows of requests, by a condition and order in SQL over the table `request`.
  func summaries(
    sql condition: String, arguments: StatementArguments
  ) throws -> [RequestSummary] {
    let statement = try database.cachedStatement(
      sql: """
        SELECT id, former_ref, lifecycle, lifecycle_version, state, title, service, requester,
          creator, team, agent, urgency, impact, location, created_at, updated_at,
          postponed_until, solution, answers, contacts, position, pending
        FROM request \(condition)
        """)
    let conflicts = try conflictCounts()
    var summaries: [RequestSummary] = []
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    while let row = try rows.next() {
      summaries.append(try RequestSummary(row: row, conflicts: conflicts))
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
  fileprivate init(row: Row, conflicts: [RequestID: Int]) throws {
    ref = ChangeID(packed: row[0])
    formerReference = (row[1] as Int64?).map(ChangeID.init(packed:))
    lifecycle = LifecycleVersion(name: row[2], version: row[3])
    state = State(rawValue: row[4])
    title = row[5]
    service = row[6]
    requester = PersonNumber(rawValue: row[7])
    creator = PersonNumber(rawValue: row[8])
    team = (row[9] as UInt32?).map(TeamNumber.init(rawValue:))
    agent = (row[10] as UInt32?).map(PersonNumber.init(rawValue:))
    urgency = row[11]
    impact = row[12]
    location = row[13]
    createdAt = row[14]
    updatedAt = row[15]
    postponedUntil = row[16]
    solution = row[17]
    answers = RequestFold.answers(stored: row[18])
    contacts = RequestHistory.contacts(stored: row[19])
    position = (row[20] as Int64?).map(Position.init(stored:))
    pendingCount = row[21]
    conflictCount = conflicts[ref] ?? 0
  }
}

extension RequestFold {
  /// The answers of the form as a store keeps them: a CBOR map, or nil for none.
  fileprivate var storedAnswers: Data? {
    let answers = fields.filter { $0.key.formKey != nil }.sorted { $0.key < $1.key }
    guard !answers.isEmpty else { return nil }
    var writer = CBORWriter()
    writer.map(count: answers.count)
    for (key, value) in answers {
      writer.text(key.rawValue)
      writer.text(value.value)
    }
    return Data(writer.bytes)
  }

  fileprivate static func answers(stored data: Data?) -> [Payload.Field] {
    guard let data else { return [] }
    var reader = CBORReader(Array(data))
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
  fileprivate var storedContacts: Data? {
    let persons = contactPersons()
    guard !persons.isEmpty else { return nil }
    var writer = CBORWriter()
    writer.list(persons) { $0.unsigned(UInt64($1.rawValue)) }
    return Data(writer.bytes)
  }

  fileprivate static func contacts(stored data: Data?) -> [PersonNumber] {
    guard let data else { return [] }
    var reader = CBORReader(Array(data))
    let numbers = try? reader.list(limit: 100_000) { (reader) throws(CBORError) in
      PersonNumber(rawValue: try reader.unsigned32())
    }
    return numbers ?? []
  }
}
