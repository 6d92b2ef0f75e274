package import EscaleCore

/// Turns the rows of incidents into the changes that they ask for.
///
/// A pure walk: each row says where the incident stands, and the lifecycle's own steps lead there
/// from where the request stands by then. What the log skipped is filled in and marked; what has
/// no way is left as a remark.
package struct IncidentMapper: Sendable {
  /// What was mapped so far.
  package private(set) var plan: ImportPlan

  let lifecycle: Lifecycle
  let text: ImportText

  var standing = Standing()
  private var incident = ImportPlan.Incident(number: "", changes: [])

  /// Where the request stands by the changes mapped so far.
  struct Standing {
    var state = State.new
    var team: Int?
    var agent: Int?
    /// Why it is frozen, in the log's words.
    var holdReason = ""
    var requester = 0
    /// The time of the row before.
    var at: Int64 = 0
    /// The row before, for what is new in a row.
    var former: LogRow?
    /// The values of the fields, as the last change left them.
    var fields: [FieldKey: String] = [:]

    /// The team in whose hands it is.
    var responsible: Int { team ?? Cast.triage }
  }

  /// A mapper for requests under a lifecycle, in a desk whose triage team has this code.
  package init(lifecycle: Lifecycle, triageTeam: String, language: Language) {
    self.lifecycle = lifecycle
    text = ImportText(language: language)
    plan = ImportPlan(cast: Cast(triageTeam: triageTeam))
  }

  /// What was mapped, with remarks from before.
  package func plan(adding remarks: [ImportRemark]) -> ImportPlan {
    var plan = plan
    plan.remarks += remarks
    return plan
  }

  /// Adds an incident: its rows, in order.
  package mutating func map(_ rows: [LogRow]) {
    guard let first = rows.first else { return }
    standing = Standing()
    incident = ImportPlan.Incident(number: first.number, changes: [])
    let closing = Self.closing(of: rows)
    for (index, row) in rows.enumerated() {
      let before = (incident.changes.count, plan.remarks.count)
      take(row, isFirst: index == 0, closes: index == closing)
      if (incident.changes.count, plan.remarks.count) == before { plan.silentRowCount += 1 }
      standing.former = row
    }
    plan.incidents.append(incident)
  }

  /// The row that closes an incident: its last one, unless that isn't closed.
  private static func closing(of rows: [LogRow]) -> Int? {
    guard let last = rows.lastIndex(where: { !$0.state.isStray }) else { return nil }
    return rows[last].state == .closed ? last : nil
  }

  private mutating func take(_ row: LogRow, isFirst: Bool, closes: Bool) {
    readTime(of: row)
    if isFirst { create(row) } else { edit(row) }
    switch row.state {
    case .stray(let word): remark(row, .strayState(word))
    case .closed where !closes: remark(row, .closedTooEarly)
    default: lead(to: row)
    }
  }

  private mutating func readTime(of row: LogRow) {
    if let time = row.updatedAt {
      standing.at = time.milliseconds
    } else {
      remark(row, .unreadableTime(row[.updatedAt] ?? ""))
    }
  }

  mutating func remark(_ row: LogRow, _ kind: ImportRemark.Kind) {
    plan.remarks.append(ImportRemark(line: row.line, incident: incident.number, kind: kind))
  }

  /// Adds a change to the incident.
  mutating func add(
    _ body: PlannedChange.Body, by author: Int?, for row: LogRow, at: Int64? = nil,
    isInferred: Bool = false, text: String? = nil, fields: [FieldKey: String] = [:]
  ) {
    incident.changes.append(
      PlannedChange(
        body: body, author: author, at: at ?? standing.at, line: row.line,
        isInferred: isInferred, text: text, fields: fields))
  }

  // Whoever is asked for joins the cast.

  mutating func member(_ name: String) -> Int { plan.cast.member(name) }

  mutating func desk(of group: Int) -> Int { plan.cast.desk(of: group) }

  mutating func group(_ name: String?) -> Int { name.map { plan.cast.group($0) } ?? Cast.triage }

  mutating func callerWithoutName() -> Int { plan.cast.callerWithoutName() }

  mutating func join(_ member: Int, _ group: Int) { plan.cast.join(member, group) }

  mutating func service(of row: LogRow) -> Int {
    plan.cast.service(category: row[.category], subcategory: row[.subcategory])
  }

  func groupName(_ group: Int) -> String { plan.cast.groups[group].name }

  func groupCode(_ group: Int) -> String { plan.cast.groups[group].code }

  func serviceCode(_ service: Int) -> String { plan.cast.services[service].code }
}
