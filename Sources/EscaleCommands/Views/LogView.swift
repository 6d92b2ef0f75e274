import Console
import EscaleCore
import ReplicaStore

/// The raw changes on their way out.
struct LogView {
  let changes: [StoredChange]
  let directory: DirectoryNames
  let moments: Moments

  private var language: Language { moments.language }

  /// A line for each change; times by this machine's clock.
  var table: Table {
    var table = Table([
      Table.Column(Labels.change[language]), Table.Column(Labels.reference[language]),
      Table.Column(Labels.verb[language]), Table.Column(Labels.author[language]),
      Table.Column(Labels.moment[language]), Table.Column(Labels.verdict[language]),
      Table.Column(Labels.position[language], rightAligned: true),
    ])
    for change in changes { table.add(cells(of: change)) }
    return table
  }

  private func cells(of stored: StoredChange) -> [Table.Cell] {
    let header = stored.change.header
    return [
      Table.Cell(header.id.description), Table.Cell(header.request.description),
      Table.Cell(header.verb?.rawValue ?? header.kind.name),
      Table.Cell(directory.name(header.author)), Table.Cell(moments.text(header.authoredAt)),
      Table.Cell(stored.entry?.verdict.outcome.name ?? "pending"),
      Table.Cell(stored.entry?.position.description ?? ""),
    ]
  }

  /// One JSON array, written line by line.
  func writeJSON(to output: StandardOutput) {
    var writer = JSONWriter()
    writer.beginArray()
    for change in changes {
      writer.logLine(change, directory)
      output.write(writer.bytes)
      writer.removeWritten()
    }
    writer.endArray()
    writer.endLine()
    output.write(writer.bytes)
  }
}
