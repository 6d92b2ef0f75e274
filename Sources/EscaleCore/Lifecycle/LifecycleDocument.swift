/// A lifecycle as a file has it: of the right form, not yet checked.
struct LifecycleDocument: Sendable {
  let name: Located<String>
  let version: UInt32
  let states: [Located<StateRow>]
  let transitions: [Located<TransitionRow>]
  /// The line of the list of transitions, for what is missing there.
  let transitionsLine: Int
  /// Every state that a transition names, each with its own line.
  let namedStates: [Located<State>]
}

/// Something that a file says, and the line on which it says it.
struct Located<Value: Sendable>: Sendable {
  let value: Value
  let line: Int
}

extension LifecycleDocument {
  init(_ bytes: [UInt8]) throws(LifecycleFault) {
    let file: JSONValue
    do {
      file = try JSONValue.parse(bytes, byteLimit: Lifecycle.fileByteLimit)
    } catch {
      throw .malformed(error)
    }
    let keys = ["name", "version", "states", "transitions"]
    try shaped { () throws(JSONShapeError) in try file.allow(keys: keys) }
    name = try file.located("name")
    version = try file.number("version", in: 1...UInt32.max)
    states = try file.rows("states", limit: Lifecycle.stateLimit) { row throws(LifecycleFault) in
      try StateRow(file: row)
    }
    transitions = try file.rows("transitions", limit: Lifecycle.transitionLimit) {
      row throws(LifecycleFault) in try TransitionRow(file: row)
    }
    transitionsLine = try file.member("transitions").line
    let named = try file.rows("transitions", limit: Lifecycle.transitionLimit) {
      row throws(LifecycleFault) in try row.namedStates()
    }
    namedStates = named.flatMap(\.value)
  }
}

extension StateRow {
  fileprivate init(file: JSONValue) throws(LifecycleFault) {
    try shaped { () throws(JSONShapeError) in try file.allow(keys: ["code", "label", "final"]) }
    let state = State(rawValue: try file.located("code").value)
    let label = try file.label(of: state.rawValue)
    let isFinal = try shaped { () throws(JSONShapeError) in try file.optionalBool("final") }
    self.init(state, french: label.french, english: label.english, isFinal: isFinal ?? false)
  }
}

extension JSONValue {
  /// The states that a transition's row names, in the order of its keys.
  fileprivate func namedStates() throws(LifecycleFault) -> [Located<State>] {
    var words = try words("from", limit: Lifecycle.stateLimit) + [try located("to")]
    if try has("onward") { words.append(try located("onward")) }
    return words.map { Located<State>(value: State(rawValue: $0.value), line: $0.line) }
  }
}

extension TransitionRow {
  private static let keys = [
    "verb", "label", "from", "to", "onward", "by", "needs", "precedence", "automatic",
  ]

  fileprivate convenience init(file: JSONValue) throws(LifecycleFault) {
    try shaped { () throws(JSONShapeError) in try file.allow(keys: TransitionRow.keys) }
    let verb = Verb(rawValue: try file.located("verb").value)
    let label = try file.label(of: verb.rawValue)
    let from = try file.words("from", limit: Lifecycle.stateLimit).map {
      State(rawValue: $0.value)
    }
    let onward = try shaped { () throws(JSONShapeError) in try file.optionalString("onward") }
    var needs: [Need] = []
    for word in try file.words("needs", limit: Lifecycle.needLimit) {
      needs.append(try word.choice())
    }
    var automatic: TimerRule?
    if try file.has("automatic") { automatic = try file.located("automatic").choice() }
    self.init(
      verb, from: from, to: State(rawValue: try file.located("to").value),
      onward: onward.map(State.init(rawValue:)), by: try file.located("by").choice(), needs: needs,
      try file.number("precedence", in: 0...UInt16.max), automatic: automatic,
      french: label.french, english: label.english)
  }
}
