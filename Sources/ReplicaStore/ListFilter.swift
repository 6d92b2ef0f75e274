package import EscaleCore
import SQLiteRows

/// Which requests a list shows, and in what order.
package struct ListFilter: Hashable, Sendable {
  /// Only those of one person: his to work on, or asked by him.
  package var mine: PersonNumber?
  package var team: TeamNumber?
  /// Only these states; none: by ``scope``.
  package var states: [State]
  package var scope: Scope
  package var onlyPending: Bool
  package var sort: Sort
  /// At most so many; nil: all.
  package var limit: Int?

  /// Which requests count when no state is named.
  package enum Scope: Hashable, Sendable {
    case open
    case closed
    case all
  }

  /// The orders of a list; raw values are those of the command line.
  package enum Sort: String, Hashable, Sendable, CaseIterable {
    case updated
    case created
    case ref
    case title
    case state
    case team
    case urgency
  }

  package init(
    mine: PersonNumber? = nil, team: TeamNumber? = nil, states: [State] = [],
    scope: Scope = .open, onlyPending: Bool = false, sort: Sort = .updated, limit: Int? = nil
  ) {
    self.mine = mine
    self.team = team
    self.states = states
    self.scope = scope
    self.onlyPending = onlyPending
    self.sort = sort
    self.limit = limit
  }
}

extension StoreReader {
  /// The requests that a filter lets through.
  package func summaries(_ filter: ListFilter) throws -> [RequestSummary] {
    let (condition, bind) = filter.condition
    return try summaries(sql: condition, bind)
  }
}

extension ListFilter {
  /// The filter and its order in SQL over the table `request`, and what stands for its marks.
  var condition: (sql: String, bind: (inout RowValues) -> Void) {
    var conditions: [String] = []
    if mine != nil { conditions.append("(agent = ? OR requester = ?)") }
    if team != nil { conditions.append("team = ?") }
    if states.isEmpty {
      if let condition = scope.condition { conditions.append(condition) }
    } else {
      let marks = states.map { _ in "?" }.joined(separator: ", ")
      conditions.append("state IN (\(marks))")
    }
    if onlyPending { conditions.append("pending > 0") }
    let condition = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND "))"
    let limit = limit.map { " LIMIT \($0)" } ?? ""
    return ("\(condition) ORDER BY \(sort.order)\(limit)", bind)
  }

  /// Gives the marks of ``condition`` their values, in its order.
  private func bind(_ values: inout RowValues) {
    if let person = mine.map({ Int64($0.rawValue) }) {
      values.add(person)
      values.add(person)
    }
    if let team { values.add(Int64(team.rawValue)) }
    for state in states { values.add(state.rawValue) }
  }
}

extension ListFilter.Scope {
  fileprivate var condition: String? {
    switch self {
    case .open: "is_open = 1"
    case .closed: "is_open = 0"
    case .all: nil
    }
  }
}

extension ListFilter.Sort {
  /// The order in SQL: always total, by reference last.
  fileprivate var order: String {
    switch self {
    case .updated: "updated_at DESC, id"
    case .created: "created_at DESC, id"
    case .ref: "id"
    case .title: "title COLLATE NOCASE, id"
    case .state: "state, updated_at DESC, id"
    case .team: "team, updated_at DESC, id"
    case .urgency:
      "CASE urgency WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 "
        + "WHEN 'low' THEN 3 ELSE 4 END, updated_at DESC, id"
    }
  }
}
