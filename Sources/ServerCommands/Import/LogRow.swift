package import EscaleCore

/// One row of an incident log: the state of an incident after one update.
package struct LogRow: Sendable {
  /// The line of the file on which it begins.
  package let line: Int
  /// When the update was made; nil where the log's time can't be read.
  package let updatedAt: Timestamp?
  package let state: LogState
  private let values: [String?]

  init(line: Int, values: [String?]) {
    self.line = line
    self.values = values
    updatedAt = values[LogColumn.updatedAt.index].flatMap { LogTime.timestamp($0) }
    state = LogState(values[LogColumn.state.index] ?? "")
  }

  /// The value of a column; nil where it is unknown, which the log writes as `?`.
  package subscript(column: LogColumn) -> String? { values[column.index] }

  /// The number of the incident: every row that is kept has one.
  package var number: String { self[.number] ?? "" }
}

/// The state of an incident, as a log names it.
package enum LogState: Hashable, Sendable {
  case new
  case active
  case awaitingUser
  /// Waits for a problem, a vendor or evidence; the log's own words.
  case onHold(String)
  case resolved
  case closed
  /// Anything else, such as `-100`.
  case stray(String)

  /// The state that a log's word names.
  package init(_ word: String) {
    switch word {
    case "New": self = .new
    case "Active": self = .active
    case "Awaiting User Info": self = .awaitingUser
    case "Awaiting Problem", "Awaiting Vendor", "Awaiting Evidence": self = .onHold(word)
    case "Resolved": self = .resolved
    case "Closed": self = .closed
    default: self = .stray(word)
    }
  }

  /// The log's word.
  package var word: String {
    switch self {
    case .new: "New"
    case .active: "Active"
    case .awaitingUser: "Awaiting User Info"
    case .onHold(let word), .stray(let word): word
    case .resolved: "Resolved"
    case .closed: "Closed"
    }
  }

  var isStray: Bool {
    if case .stray = self { return true }
    return false
  }
}
