import EscaleCore

extension JSONWriter {
  /// Why a request is in its state.
  mutating func explanation(
    _ explanation: Explanation, directory: DirectoryNames, language: Language
  ) {
    beginObject()
    member("ref", explanation.ref)
    member("state", explanation.state.rawValue)
    member("chain", explanation.chain.map(\.description))
    key("decisions")
    beginArray()
    for line in explanation.decisions { decision(line, directory, language) }
    endArray()
    endObject()
  }

  private mutating func decision(
    _ line: DecisionLine, _ directory: DirectoryNames, _ language: Language
  ) {
    beginObject()
    member("change", line.change)
    member("verb", line.verb.rawValue)
    member("author", line.author, directory)
    key("weight")
    beginArray()
    for precedence in line.weight.precedences { int(precedence) }
    endArray()
    member("verdict", line.verdict?.outcome.name ?? "pending")
    member("reason", line.verdict?.code?.rawValue)
    member("against", line.against)
    member("rule", line.rule.rawValue)
    member("sentence", line.sentence[language])
    endObject()
  }
}
