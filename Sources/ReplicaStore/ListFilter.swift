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
  /// Only those with something that needs the user and that he hasn't read.
  package var onlyUnread = false
  /// Only those that have all these words; nil: whatever they have.
  package var search: SearchQuery?
  package var sort: Sort
  /// At most so many; nil: all.
  package var limit: Int?
  /// What ``Sort/priority`` goes by.
  package var priorities: PriorityTable

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
    case priority
  }

  package init(
    mine: PersonNumber? = nil, team: TeamNumber? = nil, states: [State] = [],
    scope: Scope = .open, onlyPending: Bool = false,
    search: SearchQuery? = nil, sort: Sort = .updated, limit: Int? = nil,
    priorities: PriorityTable = PriorityTable(rows: [])
  ) {
    self.mine = mine
    self.team = team
    self.states = states
    self.scope = scope
    self.onlyPending = onlyPending
    self.search = search
    self.sort = sort
    self.limit = limit
    self.priorities = priorities
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
    if onlyUnread { conditions.append("id IN (SELECT request FROM attention)") }
    if let search { conditions.append(search.condition) }
    let condition = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND "))"
    let limit = limit.map { " LIMIT \($0)" } ?? ""
    return ("\(condition) ORDER BY \(sort.order(priorities))\(limit)", bind)
  }

  /// Gives the marks of ``condition`` their values, in its order.
  private func bind(_ values: inout RowValues) {
    if let person = mine.map({ Int64($0.rawValue) }) {
      values.add(person)
      values.add(person)
    }
    if let team { values.add(Int64(team.rawValue)) }
    for state in states { values.add(state.rawValue) }
    if let search, !search.isEmpty {
      values.add(search.fullText(columns: ["text"], people: "people"))
    }
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
  fileprivate func order(_ priorities: PriorityTable) -> String {
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
    case .priority: priorities.order + "updated_at DESC, id"
    }
  }
}

extension PriorityTable {
  /// The most pressing first, by the columns of a request; those without a priority last.
  ///
  /// Only the desk's own codes get into the text, so that no value can change its meaning.
  fileprivate var order: String {
    var cases = ""
    for urgency in PriorityTable.urgencies {
      for impact in PriorityTable.impacts {
        guard let priority = priority(urgency: urgency, impact: impact) else { continue }
        cases += " WHEN urgency = '\(urgency)' AND impact = '\(impact)' THEN \(priority)"
      }
    }
    return cases.isEmpty ? "" : "CASE\(cases) ELSE 99 END, "
  }
}
