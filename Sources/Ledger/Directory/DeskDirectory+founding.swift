import EscaleCore

extension DirectoryDraft {
  /// What every directory has from its first entry on: the built-in lifecycle, a team for what no
  /// team has, a policy and priorities.
  mutating func found() throws(LedgerError) {
    try addLifecycle(.lorraine)
    let words = Words(french: "Accueil", english: "Front desk")
    let triage = try addTeam(code: foundingTeamCode, name: words)
    put(.policy(Policy(triageTeam: triage)))
    put(.priorities(.usual))
  }
}

/// The code of the team that a directory has before one is imported.
private let foundingTeamCode = "ACCUEIL"

extension PriorityTable {
  /// The table that a directory has before one is imported.
  static let usual: PriorityTable = {
    var rows: [Row] = []
    for (row, urgency) in urgencies.enumerated() {
      for (column, impact) in impacts.enumerated() {
        let priority = UInt32(min(4, max(1, row + column)))
        rows.append(Row(urgency: urgency, impact: impact, priority: priority))
      }
    }
    return PriorityTable(rows: rows)
  }()
}
