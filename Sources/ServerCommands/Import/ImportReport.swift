import EscaleCore

/// What came of an import.
struct ImportReport {
  let incidentCount: Int
  let rowCount: Int
  let changeCount: Int
  /// Rows in which nothing changed that a desk knows of.
  let silentRowCount: Int
  let added: (people: Int, teams: Int, services: Int)
  /// The steps that the log skipped, in the log's order.
  let inferred: [InferredStep]
  /// The names of those who were invented: they stand for people whom the log doesn't name.
  let invented: [String]
  /// The names of those who act where the log names no group, and joined the triage team for it.
  let triageMembers: [String]
  /// What couldn't be mapped, in the log's order.
  let remarks: [ImportRemark]
  /// How long it took this process, waiting excluded.
  var cpuMilliseconds = 0

  /// A step that the log skipped and the lifecycle needs.
  struct InferredStep {
    let line: Int
    let incident: String
    let verb: Verb
  }

  init(_ plan: ImportPlan, rowCount: Int, added: (people: Int, teams: Int, services: Int)) {
    incidentCount = plan.incidents.count
    self.rowCount = rowCount
    changeCount = plan.changeCount
    silentRowCount = plan.silentRowCount
    self.added = added
    inferred = plan.incidents.flatMap { incident in
      incident.changes.filter(\.isInferred).map { change in
        InferredStep(line: change.line, incident: incident.number, verb: change.verb)
      }
    }
    invented = plan.cast.members.filter(\.isInvented).map(\.login)
    triageMembers = plan.cast.members.filter { !$0.isInvented && $0.teams.contains(Cast.triage) }
      .map(\.login)
    remarks = plan.remarks.sorted { $0.line < $1.line }
  }

  /// Changes for each second of this process's work.
  var changesPerSecond: Int { cpuMilliseconds == 0 ? 0 : changeCount * 1_000 / cpuMilliseconds }
}

extension PlannedChange {
  /// The verb that it uses; an edit has none of the lifecycle's.
  fileprivate var verb: Verb {
    switch body {
    case .create: .create
    case .transition(let verb, _, _): verb
    case .edit: Verb(rawValue: Kind.edit.name)
    }
  }
}
