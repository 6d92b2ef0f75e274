import EscaleCore
import Replica

extension JSONWriter {
  /// An array of conflicts.
  mutating func conflicts(
    _ lines: [ConflictLine], directory: DirectoryNames, language: Language
  ) {
    beginArray()
    for line in lines { conflict(line, directory, language) }
    endArray()
  }

  private mutating func conflict(
    _ line: ConflictLine, _ directory: DirectoryNames, _ language: Language
  ) {
    beginObject()
    member("ref", line.ref)
    member("change", line.change)
    member("verb", line.verb?.rawValue)
    member("field", line.field?.rawValue)
    member("verdict", line.verdict?.outcome.name ?? "pending")
    member("reason", line.reason)
    member("displacedBy", line.displacedBy)
    member("by", line.by, directory)
    member("sentence", line.sentence[language])
    endObject()
  }
}
