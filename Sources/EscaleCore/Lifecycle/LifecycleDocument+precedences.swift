extension LifecycleDocument {
  /// Ways into final states outweigh all others; no two of one actor tie where they start.
  func checkPrecedences() throws(LifecycleFault) {
    let final = Set(states.filter(\.value.isFinal).map(\.value.state))
    let isEnding = { (row: TransitionRow) in row.destinations.contains { final.contains($0) } }
    let others = transitions.map(\.value).filter { !isEnding($0) }
    let heaviest = others.max { $0.precedence < $1.precedence }
    for row in transitions where isEnding(row.value) {
      if let heaviest, heaviest.precedence >= row.value.precedence {
        throw .flaw(.outweighed(row.value.verb, by: heaviest.verb), line: row.line)
      }
    }
    try checkTies()
  }

  private func checkTies() throws(LifecycleFault) {
    var taken: [Start: Verb] = [:]
    for row in transitions {
      for state in row.value.from {
        let start = Start(
          state: state, actor: row.value.by.class, precedence: row.value.precedence)
        if let other = taken.updateValue(row.value.verb, forKey: start) {
          throw .flaw(.samePrecedence(row.value.verb, other, from: state), line: row.line)
        }
      }
    }
  }

  /// What no two verbs may have in common.
  private struct Start: Hashable {
    let state: State
    let actor: ActorKind
    let precedence: UInt16
  }
}

extension ActorKind {
  /// The kind that counts: one person can be each sort of agent at once.
  fileprivate var `class`: ActorKind {
    switch self {
    case .agent, .teamAgent, .triageAgent: .agent
    case .anyone, .requester, .system: self
    }
  }
}
