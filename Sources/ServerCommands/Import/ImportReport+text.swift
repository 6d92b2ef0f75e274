import Console
import EscaleCore

extension ImportReport {
  /// The figures of an import, one sentence each.
  func sentences() -> [Words] {
    [
      Words(
        french: "\(incidentCount) incidents (\(rowCount) lignes) :"
          + " \(changeCount) modifications, toutes appliquées.",
        english: "\(incidentCount) incidents (\(rowCount) rows):"
          + " \(changeCount) changes, all of them applied."),
      Words(
        french: "\(silentRowCount) lignes ne changent rien que l'assistance connaisse.",
        english: "\(silentRowCount) rows change nothing that a desk knows of."),
      Words(
        french: "Ajoutés à l'annuaire : \(added.people) personnes, \(added.teams) équipes,"
          + " \(added.services) services.",
        english: "Added to the directory: \(added.people) people, \(added.teams) teams,"
          + " \(added.services) services."),
      Words(
        french: "Étapes déduites, absentes du journal : \(inferred.count) ; personnes inventées"
          + " pour elles : \(invented.count) ; entrés dans l'équipe de tri : "
          + "\(triageMembers.count).",
        english: "Steps inferred that the log skipped: \(inferred.count); people invented for"
          + " them: \(invented.count); joined the triage team: \(triageMembers.count)."),
      Words(
        french: "Sans correspondance : \(remarks.count) lignes.",
        english: "Without a mapping: \(remarks.count) rows."),
    ]
  }

  /// What was inferred and what couldn't be mapped, by sort, with all line numbers.
  func table(_ language: Language) -> Table {
    let isFrench = language == .french
    var table = Table([
      Table.Column("Code"), Table.Column(isFrench ? "Combien" : "Count", rightAligned: true),
      Table.Column(isFrench ? "Ce qu'il en est" : "What of it", flexible: true),
      Table.Column(isFrench ? "Lignes du journal" : "Lines of the log", flexible: true),
    ])
    let verbs = Self.grouped(inferred.map { ($0.verb.rawValue, $0.line) })
    for (verb, lines) in verbs {
      let words = Words(french: "étape déduite", english: "step inferred")
      table.add(Self.row("inferred-\(verb)", words[language], lines))
    }
    for (code, lines) in Self.grouped(remarks.map { ($0.kind.code, $0.line) }) {
      let words = remarks.first { $0.kind.code == code }?.kind.words[language] ?? ""
      table.add(Self.row(code, words, lines))
    }
    return table
  }

  private static func row(_ code: String, _ words: String, _ lines: [Int]) -> [Table.Cell] {
    [
      Table.Cell(code), Table.Cell(String(lines.count)), Table.Cell(words),
      Table.Cell(lines.map(String.init).joined(separator: " ")),
    ]
  }

  /// Line numbers by code, codes in the order of their bytes.
  private static func grouped(_ entries: [(String, Int)]) -> [(String, [Int])] {
    Dictionary(grouping: entries) { $0.0 }.map { ($0.key, $0.value.map(\.1)) }
      .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
  }
}
