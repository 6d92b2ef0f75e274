import EscaleCore

/// The texts that stand in for those that a log doesn't have.
struct ImportText: Sendable {
  let language: Language

  /// `INC0000045 · Subcategory 170`: by its first word an incident is found again.
  func title(_ row: LogRow) -> String {
    let subject = row[.subcategory] ?? row[.category] ?? row[.symptom] ?? "—"
    return LogText.fitted("\(row.number) · \(subject)", byteLimit: Payload.titleByteLimit)
  }

  /// What the log knows of the incident, one thing a line.
  func description(_ row: LogRow) -> String {
    let subject = [row[.category], row[.subcategory]].compactMap { $0 }.joined(separator: " / ")
    let lines = [row.number, subject, row[.symptom] ?? "", row[.contactType] ?? ""]
    return LogText.fitted(
      lines.filter { !$0.isEmpty }.joined(separator: "\n"), byteLimit: Payload.textByteLimit)
  }

  /// Why a step was made: where the log says it, and what it says.
  func reason(_ row: LogRow, isInferred: Bool, _ words: String) -> String {
    let place =
      switch (language, isInferred) {
      case (.french, false): "Journal, ligne \(row.line)"
      case (.french, true): "Déduit du journal, ligne \(row.line)"
      case (.english, false): "Log, line \(row.line)"
      case (.english, true): "Inferred from the log, line \(row.line)"
      }
    let separator = language == .french ? " : " : ": "
    return LogText.fitted(place + separator + words, byteLimit: Payload.textByteLimit)
  }

  /// What a resolution says: the log's state and, where it knows them, its code and who did it.
  func solution(_ row: LogRow) -> String {
    let facts = [row[.closedCode], row[.resolvedBy]].compactMap { $0 }
    return facts.isEmpty
      ? row.state.word : "\(row.state.word) (\(facts.joined(separator: ", ")))"
  }

  /// What an incident waits for.
  func hold(_ row: LogRow) -> String {
    let facts = [row[.problem], row[.vendor], row[.changeRequest]].compactMap { $0 }
    return facts.isEmpty
      ? row.state.word : "\(row.state.word) (\(facts.joined(separator: ", ")))"
  }
}
