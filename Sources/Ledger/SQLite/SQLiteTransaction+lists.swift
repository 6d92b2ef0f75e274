import EscaleCore
import GRDB

extension SQLiteTransaction {
  func list(
    _ list: RequestList, _ body: (ListedRequest) throws -> Bool
  ) throws {
    var (selects, arguments): ([String], StatementArguments) = ([], [])
    func select(_ source: String, _ more: StatementArguments) {
      selects.append("SELECT \(listedColumns) \(source)")
      arguments += more
    }
    switch list.scope {
    case .all: select("FROM request r WHERE r.is_final = ?", [list.isFinal])
    case .concerning(let person):
      let holder = Grant.Holder.requester(person).numbers
      select(
        """
        FROM audience a JOIN request r ON r.id = a.request
        WHERE r.is_final = ? AND a.holder = ? AND a.subject = ? AND a.until IS NULL
        """, [list.isFinal, holder.kind, holder.subject])
    case .teams(let teams):
      // One for each team: each comes in the order of its index, and they are merged as they come.
      for team in teams.prefix(RequestList.teamLimit) {
        select(
          "FROM request r WHERE r.is_final = ? AND r.team IS ?", [list.isFinal, team?.rawValue])
      }
    }
    guard !selects.isEmpty else { return }
    let sql = selects.joined(separator: " UNION ALL ")
    arguments += [RequestList.readLimit]
    try each("\(sql) ORDER BY \(list.order.columns) LIMIT ?", arguments) {
      try body($0.listedRequest())
    }
  }
}

private let listedColumns = """
  r.id, r.lifecycle, r.lifecycle_version, r.state, r.requester, r.team, r.agent, r.title,
  r.service, r.urgency, r.impact, r.created_at, r.updated_at
  """

extension RequestList.Order {
  fileprivate var columns: String {
    switch self {
    case .updated: "updated_at DESC"
    case .created: "created_at DESC, id DESC"
    case .title: "title COLLATE NOCASE, id"
    case .state: "state, updated_at DESC"
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
