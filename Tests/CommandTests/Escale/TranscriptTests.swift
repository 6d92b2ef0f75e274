import Foundation
import TestSupport
import Testing

/// What people read, in both languages; `RECORD=1` writes the transcripts anew.
struct TranscriptTests {
  private static let lines = [
    "list", "list --all --sort ref", "show 8-1", "show 8-1 --history", "show 8-5", "explain 8-1",
    "explain 8-5", "conflicts", "log 8-1", "status --quiet", "catalog", "catalog equipe", "teams",
    "people tri", "sync --dry-run", "doctor", "freeze 8-1 -m non", "show 9-99",
  ]

  @Test(arguments: ["en", "fr"])
  func `a story reads the same as when it was last reviewed`(language: String) async throws {
    let lea = try await Story.told(language: language)
    var transcript = ""
    for line in Self.lines {
      let outcome = try await lea.run(line)
      transcript += "$ escale \(line)\n\(outcome.output)\(outcome.errors)"
      if outcome.code != 0 { transcript += "(exit \(outcome.code))\n" }
      transcript += "\n"
    }
    try Golden.check(
      hidingWhatVaries(transcript, lea), "transcripts/story.\(language).txt")
  }

  /// The replica's path and size differ from run to run.
  private func hidingWhatVaries(_ text: String, _ station: Workstation) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.hasPrefix("Taille") || line.hasPrefix("Size") { return "(size)" }
      return line.split(separator: station.folder.path, omittingEmptySubsequences: false)
        .joined(separator: "(folder)")
    }.joined(separator: "\n")
  }
}
