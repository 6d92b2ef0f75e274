import Console
import EscaleCore

/// What became of a change, where that isn't plain.
struct TimelineFate {
  let words: Words
  let ink: TerminalStyle.Ink

  /// Nothing for a change that simply holds.
  init?(_ entry: TimelineEntry, in history: RequestHistory) {
    guard let words = Self.words(entry, in: history) else { return nil }
    self.words = words
    ink = entry.presumed.outcome.counts && entry.displacedBy == nil ? .yellow : .red
  }

  private static func words(_ entry: TimelineEntry, in history: RequestHistory) -> Words? {
    if entry.isErased { return Words(french: "texte effacé", english: "text erased") }
    if !entry.presumed.outcome.counts { return refused(entry.presumed) }
    if let winner = entry.displacedBy { return displaced(entry, by: winner, in: history) }
    guard entry.verdict == nil else { return nil }
    return Words(french: "… à synchroniser", english: "… to be synced")
  }

  private static func refused(_ verdict: Verdict) -> Words {
    let (label, reason) = (Labels.verdict(verdict.outcome), verdict.code?.reason)
    return Words(
      french: "✗ \(label.french)\(reason.map { " : \($0.french)" } ?? "")",
      english: "✗ \(label.english)\(reason.map { ": \($0.english)" } ?? "")")
  }

  private static func displaced(
    _ entry: TimelineEntry, by winner: ChangeID, in history: RequestHistory
  ) -> Words {
    let isTie = history[entry.id]?.weight == history[winner]?.weight
    let reason = (entry.presumed.code ?? (isTie ? .tie : .lighter)).reason
    return Words(
      french: "✗ écartée par \(winner) : \(reason.french)",
      english: "✗ superseded by \(winner): \(reason.english)")
  }
}
