import Console
import EscaleCore
import Replica
import ReplicaStore

/// Offers the requests that wait in the user's teams, and lets him choose one.
struct WaitingChoice {
  /// How many are shown at once; words find the others.
  private static let shownLimit = 15

  let context: CommandContext
  let replica: LocalReplica

  /// The reference that was chosen; nil where none waits.
  ///
  /// - Throws: ``UsageError`` where nobody can be asked or nothing is chosen.
  func chosen() throws -> String? {
    try context.mayAsk(for: "REF")
    let waiting = try replica.waitingForTeams()
    guard !waiting.isEmpty else { return nil }
    var shown = waiting
    while true {
      show(shown)
      let prompt = Words(
        french: "Laquelle (numéro, référence ou mots ; rien pour aucune) ? ",
        english: "Which one (number, reference or words; nothing for none)? ")
      let answer = Question.ask(prompt[context.language], on: context.surroundings.errorOutput)
      guard let answer, !answer.isEmpty else { throw UsageError.nothingChosen }
      if let number = Int(answer), number > 0, number <= min(shown.count, Self.shownLimit) {
        return shown[number - 1].ref.description
      }
      if let request = waiting.first(where: { $0.ref.description == answer.uppercased() }) {
        return request.ref.description
      }
      let words = SearchText.words(answer)
      let found = waiting.filter { request in
        let text = SearchText.folded("\(request.ref) \(request.title) \(request.location ?? "")")
        return words.allSatisfy { text.contains($0) }
      }
      if found.count == 1, let only = found.first { return only.ref.description }
      shown = found.isEmpty ? waiting : found
    }
  }

  private func show(_ requests: [RequestSummary]) {
    let (output, language) = (context.surroundings.errorOutput, context.language)
    var table = Table([
      Table.Column("", rightAligned: true), Table.Column(Labels.reference[language]),
      Table.Column(Labels.title[language], flexible: true),
      Table.Column(Labels.urgency[language], from: 60),
      Table.Column(Labels.created[language], rightAligned: true, from: 50),
    ])
    for (index, request) in requests.prefix(Self.shownLimit).enumerated() {
      table.add([
        Table.Cell("\(index + 1)"), Table.Cell(request.ref.description, ink: .bold),
        Table.Cell(request.title),
        Table.Cell(request.urgency.map { FieldChoices.label(of: $0)[language] } ?? ""),
        Table.Cell(context.moments.relative(request.createdAt), ink: .dim),
      ])
    }
    let width = TerminalSize.width(of: output.descriptor, environment: context.environment)
    output.write(table.text(for: .terminal(width: width, style: context.style(of: output))))
    let rest = requests.count - Self.shownLimit
    guard rest > 0 else { return }
    let more = Words(french: "et \(rest) de plus", english: "and \(rest) more")
    output.line("  … \(more[language])")
  }
}

extension UsageError {
  /// Somebody was asked and chose nothing.
  static let nothingChosen = UsageError(
    message: Words(french: "Rien n'a été choisi.", english: "Nothing was chosen."))
}
