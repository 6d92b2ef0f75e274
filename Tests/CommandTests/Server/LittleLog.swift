import ServerCommands

/// Incident logs of a few rows, as text.
struct LittleLog {
  private(set) var text = header.joined(separator: ",") + "\n"
  private var minute = 0

  /// All 36 columns, as the log names them.
  static let header = [
    "number", "incident_state", "active", "reassignment_count", "reopen_count", "sys_mod_count",
    "made_sla", "caller_id", "opened_by", "opened_at", "sys_created_by", "sys_created_at",
    "sys_updated_by", "sys_updated_at", "contact_type", "location", "category", "subcategory",
    "u_symptom", "cmdb_ci", "impact", "urgency", "priority", "assignment_group", "assigned_to",
    "knowledge", "u_priority_confirmation", "notify", "problem_id", "rfc", "vendor", "caused_by",
    "closed_code", "resolved_by", "resolved_at", "closed_at",
  ]

  /// One incident with rows of these states, and what else each says: `state group assignee`.
  init(_ rows: [String]) { add("INC1", rows) }

  init() {}

  /// Adds rows; `-` is an unknown value, `_` stands for a space.
  mutating func add(_ number: String, _ rows: [String]) {
    for row in rows {
      let words = row.split(separator: " ").map { $0.map { $0 == "_" ? " " : $0 } }
      let values = words.map { String($0) } + ["-", "-"]
      add(number, state: values[0], group: values[1], assignee: values[2])
    }
  }

  private mutating func add(_ number: String, state: String, group: String, assignee: String) {
    minute += 1
    let known = [
      "number": number, "incident_state": state, "caller_id": "Caller 7",
      "opened_at": "29/2/2016 01:00",
      "sys_updated_at": "29/2/2016 \(minute / 60 + 1):\(minute % 60)",
      "category": "Category 1", "subcategory": "Subcategory 2", "impact": "2 - Medium",
      "urgency": "1 - High", "assignment_group": group == "-" ? "?" : group,
      "assigned_to": assignee == "-" ? "?" : assignee, "closed_code": "code 6",
    ]
    text += Self.header.map { known[$0] ?? "?" }.joined(separator: ",") + "\n"
  }

  var bytes: [UInt8] { Array(text.utf8) }
}
