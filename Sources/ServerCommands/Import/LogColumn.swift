/// The columns of an incident log that the import reads, by the names in its header line.
///
/// Source: UCI Machine Learning Repository, "Incident management process enriched event log". The
/// order is of no importance; the log's other columns are what these add up to, and are not read.
package enum LogColumn: String, CaseIterable, Sendable {
  case number
  case state = "incident_state"
  case caller = "caller_id"
  case openedAt = "opened_at"
  case updatedAt = "sys_updated_at"
  case contactType = "contact_type"
  case location
  case category
  case subcategory
  case symptom = "u_symptom"
  case configurationItem = "cmdb_ci"
  case impact
  case urgency
  case group = "assignment_group"
  case assignee = "assigned_to"
  case problem = "problem_id"
  case changeRequest = "rfc"
  case vendor
  case causedBy = "caused_by"
  case closedCode = "closed_code"
  case resolvedBy = "resolved_by"

  /// Its place among the columns that are read.
  var index: Int { Self.indices[self, default: 0] }

  private static let indices = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($0.element, $0.offset) })
}
