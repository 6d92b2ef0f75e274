extension LifecycleDocument {
  /// Names and codes can be names, none is there twice, and every state that is named exists.
  func checkNames() throws(LifecycleFault) {
    guard name.value.isCode(limit: Lifecycle.nameByteLimit) else {
      throw .flaw(.invalidName(name.value), line: name.line)
    }
    try checkStates()
    var verbs: Set<Verb> = []
    for row in transitions {
      let verb = row.value.verb
      try check(verb.rawValue, line: row.line)
      guard verbs.insert(verb).inserted else { throw .flaw(.duplicateVerb(verb), line: row.line) }
    }
    try checkNamedStates()
  }

  private func checkStates() throws(LifecycleFault) {
    var known: Set<State> = []
    for row in states {
      try check(row.value.state.rawValue, line: row.line)
      guard known.insert(row.value.state).inserted else {
        throw .flaw(.duplicateState(row.value.state), line: row.line)
      }
    }
  }

  private func checkNamedStates() throws(LifecycleFault) {
    let known = Set(states.map(\.value.state))
    if let unknown = namedStates.first(where: { !known.contains($0.value) }) {
      throw .flaw(.unknownState(unknown.value), line: unknown.line)
    }
  }

  private func check(_ code: String, line: Int) throws(LifecycleFault) {
    guard code.isCode(limit: Verb.byteLimit) else { throw .flaw(.invalidName(code), line: line) }
  }
}

extension TransitionRow {
  /// The states that it leads to or through.
  var destinations: [State] { onward.map { [to, $0] } ?? [to] }
}

extension String {
  /// Whether this is a letter, then letters, digits and hyphens, all ASCII, up to a limit of bytes.
  fileprivate func isCode(limit: Int) -> Bool {
    guard let first = utf8.first, first.isLetter, utf8.count <= limit else { return false }
    return utf8.allSatisfy {
      $0.isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
    }
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self)
  }
}
