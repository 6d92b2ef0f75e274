import Console
import EscaleCore
import ReplicaStore

/// The raw changes on their way out.
struct LogView {
  let changes: [StoredChange]
  let directory: DirectoryNames
  let moments: Moments

  private var language: Language { moments.language }

  /// A line for each change; times by this machine's clock for people, in UTC for programs.
  func table(for surface: Table.Surface) -> String {
    var table = Table([
      Table.Column(Labels.change[language]), Table.Column(Labels.reference[language]),
      Table.Column(Labels.verb[language]), Table.Column(Labels.author[language]),
      Table.Column(Labels.moment[language]), Table.Column(Labels.verdict[language]),
      Table.Column(Labels.position[language], rightAligned: true),
    ])
    for change in changes { table.add(cells(of: change, isPiped: surface.isPiped)) }
    return table.text(for: surface)
  }

  private func cells(of stored: StoredChange, isPiped: Bool) -> [Table.Cell] {
    let header = stored.change.header
    let time =
      isPiped
      ? Timestamp(milliseconds: header.authoredAt).description : moments.text(header.authoredAt)
    return [
      Table.Cell(header.id.description), Table.Cell(header.request.description),
      Table.Cell(header.verb?.rawValue ?? header.kind.name),
      Table.Cell(directory.name(header.author)), Table.Cell(time),
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

extension Table.Surface {
  /// Whether a program reads what is written.
  var isPiped: Bool {
    if case .piped = self { true } else { false }
  }
}
