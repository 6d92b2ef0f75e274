import Console
import EscaleCore
import ReplicaStore

/// A list of requests on its way out.
struct ListView {
  let rows: [RequestSummary]
  let directory: DirectoryNames
  let moments: Moments

  private var language: Language { moments.language }

  /// The table for a terminal.
  var table: Table {
    var table = Table([
      Table.Column(Labels.reference[language]), Table.Column(""),
      Table.Column(Labels.state[language]), Table.Column(Labels.title[language], flexible: true),
      Table.Column(Labels.team[language], from: 80), Table.Column(Labels.agent[language], from: 60),
      Table.Column(Labels.updated[language], rightAligned: true, from: 60), Table.Column(""),
    ])
    for row in rows { table.add(cells(of: row)) }
    return table
  }

  private func cells(of row: RequestSummary) -> [Table.Cell] {
    [
      Table.Cell(row.ref.description, ink: .bold), urgency(of: row),
      Table.Cell(
        directory.label(of: row.state, under: row.lifecycle)[language], ink: row.state.ink),
      Table.Cell(row.title), Table.Cell(row.team.map { directory.code($0) } ?? ""),
      Table.Cell(row.agent.map { directory.name($0) } ?? ""),
      Table.Cell(moments.relative(row.updatedAt), ink: .dim), marks(of: row),
    ]
  }

  /// What can't wait: `▲` where the urgency is high, `▲▲` where it is critical.
  private func urgency(of row: RequestSummary) -> Table.Cell {
    switch row.urgency {
    case "critical": Table.Cell("▲▲", ink: .red)
    case "high": Table.Cell("▲", ink: .yellow)
    default: ""
    }
  }

  /// What waits to be synced, what was brought by hand, that there are conflicts, and that something
  /// needs to be read.
  private func marks(of row: RequestSummary) -> Table.Cell {
    let pending = row.pendingCount > 0 ? "↑\(row.pendingCount)" : ""
    let unread = (row.unreadCount > 0 ? "●" : "") + (directory.isCarried(row.ref) ? "⇄" : "")
    guard row.conflictCount > 0 else { return Table.Cell("\(unread)\(pending)", ink: .yellow) }
    return Table.Cell("!\(unread)\(pending)", ink: .red)
  }

  /// One JSON array, written row by row.
  func writeJSON(to output: StandardOutput) {
    var writer = JSONWriter()
    writer.beginArray()
    for row in rows {
      let label = directory.label(of: row.state, under: row.lifecycle)[language]
      writer.summary(row, stateLabel: label, directory: directory)
      output.write(writer.bytes)
      writer.removeWritten()
    }
    writer.endArray()
    writer.endLine()
    output.write(writer.bytes)
  }
}
