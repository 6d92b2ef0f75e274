extension LifecycleDocument {
  /// `create` begins and nothing else does; the server's verbs are its own.
  func checkActors() throws(LifecycleFault) {
    guard transitions.contains(where: { $0.value.verb == .create }) else {
      throw .flaw(.noCreate, line: transitionsLine)
    }
    for row in transitions {
      let verb = row.value.verb
      guard row.value.from.isEmpty == (verb == .create) else {
        throw .flaw(.notABeginning(verb), line: row.line)
      }
      guard (row.value.by == .anyone) == (verb == .create) else {
        throw .flaw(.forAnyone(verb), line: row.line)
      }
      let isSystem = row.value.by == .system
      guard isSystem == (row.value.automatic != nil), !isSystem || row.value.needs.isEmpty else {
        throw .flaw(.notAutomatic(verb), line: row.line)
      }
    }
  }

  /// No way leaves a final state, every state can be reached, and leads to a final one.
  func checkWays() throws(LifecycleFault) {
    let final = Set(states.filter(\.value.isFinal).map(\.value.state))
    for row in transitions {
      if let left = row.value.left.first(where: { final.contains($0) }) {
        throw .flaw(.leavesFinal(row.value.verb, left), line: row.line)
      }
    }
    let reached = states(reaching: []) { ($0.from, $0.destinations) }
    try refuse(LifecycleFlaw.unreachable) { !reached.contains($0) }
    let ending = states(reaching: final) { ($0.destinations, $0.from) }
    try refuse(LifecycleFlaw.deadEnd) { !ending.contains($0) }
  }

  private func refuse(
    _ flaw: (State) -> LifecycleFlaw, where isWrong: (State) -> Bool
  ) throws(LifecycleFault) {
    for row in states where isWrong(row.value.state) {
      throw .flaw(flaw(row.value.state), line: row.line)
    }
  }

  /// The states that can be reached from some, along ways or against them.
  ///
  /// A way can be taken from any of its near ends; one without any is open from the start.
  private func states(
    reaching start: Set<State>, _ ends: (TransitionRow) -> (near: [State], far: [State])
  ) -> Set<State> {
    var reached = start
    var grows = true
    while grows {
      grows = false
      for row in transitions {
        let (near, far) = ends(row.value)
        guard near.isEmpty || near.contains(where: { reached.contains($0) }) else { continue }
        for state in far where reached.insert(state).inserted { grows = true }
      }
    }
    return reached
  }
}

extension TransitionRow {
  /// The states that it leaves, the one included that it only passes through.
  fileprivate var left: [State] { onward == nil ? from : from + [to] }
}
