import EscaleCore
import GRDB

extension SQLiteTransaction {
  func list(
    _ list: RequestList, _ body: (ListedRequest) throws -> Bool
  ) throws {
    guard let selection = Selection(list) else { return }
    // Words are looked for in what is read; everything else the tables know. Most of what is read
    // for them doesn't have them: only titles are taken out of its rows.
    let words = ListWords(list.words)
    let isSearch = !words.isEmpty
    let sql = """
      \(selection.sql(listedColumns)) ORDER BY \(list.order.columns(of: list.scope)) \
      LIMIT ? OFFSET ?
      """
    let arguments =
      selection.arguments
      + [isSearch ? RequestList.readLimit : list.limit + 1, isSearch ? 0 : list.offset]
    try each(sql, arguments) { row in
      guard !isSearch || words.match(row.changeID(0), row[7] as String? ?? "") else { return true }
      return try body(row.listedRequest())
    }
  }

  func count(_ list: RequestList, upTo limit: Int) throws -> Int {
    guard let selection = Selection(list) else { return 0 }
    let sql = "SELECT count(*) FROM (\(selection.sql("1")) LIMIT ?)"
    return try row(sql, selection.arguments + [limit]).map { $0[0] } ?? 0
  }
}

/// The rows that a list is about, but for its words.
private struct Selection {
  private var sources: [String] = []
  private(set) var arguments: StatementArguments = []

  /// Nil for a list of nobody's.
  init?(_ list: RequestList) {
    switch list.scope {
    case .all: add("request r WHERE r.is_final = ?", [list.isFinal], list)
    case .concerning(let person):
      add(
        "concern c JOIN request r ON r.id = c.request WHERE c.person = ? AND c.is_final = ?",
        [person.rawValue, list.isFinal], list)
    case .teams(let teams):
      // One for each team: each comes in the order of its index, and they are merged as they come.
      for team in teams.prefix(RequestList.teamLimit) {
        add("request r WHERE r.is_final = ? AND r.team IS ?", [list.isFinal, team?.rawValue], list)
      }
    }
    guard !sources.isEmpty else { return nil }
  }

  private mutating func add(
    _ source: String, _ values: StatementArguments, _ list: RequestList
  ) {
    var source = source
    arguments += values
    if let state = list.state {
      if case .concerning = list.scope {
        source += " AND c.state = ?"
      } else {
        source += " AND r.state = ?"
      }
      arguments += [state.rawValue]
    }
    if let team = list.team {
      source += " AND r.team = ?"
      arguments += [team.rawValue]
    }
    if let agent = list.agent {
      source += " AND r.agent = ?"
      arguments += [agent.rawValue]
    }
    sources.append(source)
  }

  func sql(_ columns: String) -> String {
    sources.map { "SELECT \(columns) FROM \($0)" }.joined(separator: " UNION ALL ")
  }
}

private let listedColumns = """
  r.id, r.lifecycle, r.lifecycle_version, r.state, r.requester, r.team, r.agent, r.title,
  r.service, r.urgency, r.impact, r.created_at, r.updated_at
  """

extension RequestList.Order {
  /// The columns by name; a person's own lists are ordered by the table that has indexes for it.
  fileprivate func columns(of scope: RequestList.Scope) -> String {
    let isOwn = if case .concerning = scope { true } else { false }
    let table = isOwn ? "c." : ""
    let id = table + (isOwn ? "request" : "id")
    return switch self {
    case .updated: "\(table)updated_at DESC, \(id) DESC"
    case .created: "\(table)created_at DESC, \(id) DESC"
    case .title: "title COLLATE NOCASE, id"
    case .state: "\(table)state DESC, \(table)updated_at DESC, \(id) DESC"
    }
  }
}

extension Row {
  fileprivate func listedRequest() -> ListedRequest {
    ListedRequest(
      id: changeID(0), lifecycle: LifecycleVersion(name: self[1], version: self[2]),
      state: State(rawValue: self[3]), requester: PersonNumber(rawValue: self[4]),
      team: (self[5] as UInt32?).map(TeamNumber.init(rawValue:)),
      agent: (self[6] as UInt32?).map(PersonNumber.init(rawValue:)),
      title: self[7] as String? ?? "", service: self[8] as String? ?? "", urgency: self[9],
      impact: self[10], createdAt: self[11], updatedAt: self[12])
  }
}
