import TestSupport

/// The text of a small lifecycle drawn at random: often one that loads, in no way like a helpdesk.
///
/// Every state is reached and leads on; the rest is chance, equal precedences included, since they
/// are what makes lines of history tie.
package struct RandomLifecycle {
  private static let states = ["new", "one", "two", "three", "four", "done"]
  private static let people = ["agent", "agent", "requester", "teamAgent", "triageAgent"]
  private static let extraRows = 1...4
  private static let openPrecedences = 1...8
  private static let finalPrecedences = 9...12

  package let text: String

  package init(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let last = random.number(2...4)
    var rows = [Self.create(onward: random.once(in: 2) ? "one" : nil)]
    for state in 1...last {
      rows.append(Self.row(&random, rows.count, from: [random.number(0...state - 1)], to: state))
    }
    rows.append(Self.row(&random, rows.count, from: [last, random.number(0...last)], to: nil))
    for state in 0..<last where random.once(in: 2) {
      rows.append(Self.row(&random, rows.count, from: [state], to: nil))
    }
    for _ in 0..<random.number(Self.extraRows) {
      let from = [random.number(0...last), random.number(0...last)]
      rows.append(Self.row(&random, rows.count, from: from, to: random.number(0...last)))
    }
    let states = Self.states[0...last].map { Self.state($0, "") }
    text = """
      {"name": "random", "version": 1,
       "states": [\((states + [Self.state("done", ", \"final\": true")]).joined(separator: ",\n"))],
       "transitions": [\(rows.joined(separator: ",\n"))]}
      """
  }

  private static func state(_ code: String, _ more: String) -> String {
    #"{"code": "\#(code)", "label": {"fr": "a", "en": "b"}\#(more)}"#
  }

  private static func create(onward: String?) -> String {
    let onward = onward.map { #""onward": "\#($0)","# } ?? ""
    return #"{"verb": "create", "label": {"fr": "a", "en": "b"}, "from": [], "to": "new","#
      + #"\#(onward) "by": "anyone", "needs": [], "precedence": 0}"#
  }

  /// A row from some states to another, or to the final one.
  private static func row(
    _ random: inout SeededRandom, _ index: Int, from: [Int], to: Int?
  ) -> String {
    let isSystem = random.once(in: 5)
    let by = isSystem ? "system" : random.pick(people) ?? "agent"
    let need = isSystem ? nil : random.pick(["team", "agent", "date", "reason", nil]) ?? nil
    let precedence = random.number(to == nil ? finalPrecedences : openPrecedences)
    let codes = Set(from).sorted().map { "\"\(states[$0])\"" }.joined(separator: ", ")
    return #"{"verb": "v\#(index)", "label": {"fr": "a", "en": "b"}, "from": [\#(codes)], "#
      + #""to": "\#(to.map { states[$0] } ?? "done")", "by": "\#(by)", "#
      + #""needs": [\#(need.map { "\"\($0)\"" } ?? "")], "precedence": \#(precedence)"#
      + (isSystem ? #", "automatic": "expireAfter"}"# : "}")
  }
}
