import EscaleCore

/// What DESIGN says that follows from the merge rule, for one lifecycle.
struct MergeClaims {
  let lifecycle: Lifecycle
  /// The human verb that outweighs all others but those that end a request: `resolve`.
  private let topVerb: Verb?

  init(_ lifecycle: Lifecycle) {
    self.lifecycle = lifecycle
    let open = lifecycle.transitions.filter { !lifecycle.isFinal($0.destination(namesTeam: true)) }
    let top = open.max { $0.precedence < $1.precedence }
    let isAlone = open.filter { $0.precedence == top?.precedence }.count == 1
    topVerb = isAlone && top?.by != .system && top?.verb != .create ? top?.verb : nil
  }

  /// What is wrong about a step from one state of the ledger to the next, if anything.
  func flaw(_ before: RequestHistory?, _ after: RequestHistory?) -> String? {
    guard let after else { return "no history" }
    let chain = after.effectiveChain.map { after.steps[$0] }
    if let before, lifecycle.isFinal(before.standing.state),
      before.standing.state != after.standing.state
    {
      return "\(before.standing.state) was left"
    }
    if !isLegal(chain) { return "the effective chain is not legal" }
    if isUndone(after, chain) { return "a human \(topVerb?.rawValue ?? "") was undone" }
    return nil
  }

  /// Whether a chain is a path of the lifecycle, each step having seen the one before, with the
  /// team and the agent that it needs.
  private func isLegal(_ chain: [Step]) -> Bool {
    guard let first = chain.first, first.row.verb == .create, first.base == nil else {
      return false
    }
    return zip(chain, chain.dropFirst()).allSatisfy { before, after in
      let needs = after.row.needs
      return lifecycle[after.row.verb] == after.row
        && after.row.from.contains(before.standing.state) && after.context.contains(before.id)
        && (!needs.contains(.team) || after.standing.team != nil)
        && (!needs.contains(.agent) || after.standing.agent != nil)
    }
  }

  /// Whether what a human resolved is now neither resolved by a human, nor moved on from there by
  /// a way that the lifecycle has (a closing, a reopening), nor closed.
  private func isUndone(_ history: RequestHistory, _ chain: [Step]) -> Bool {
    guard let topVerb, history.steps.contains(where: { $0.row.verb == topVerb }) else {
      return false
    }
    return !chain.contains { $0.row.verb == topVerb } && !lifecycle.isFinal(history.standing.state)
  }

  /// How the engine's request differs from the model's, if it does.
  func difference(_ engine: RequestHistory, _ model: ModelRequest) -> String? {
    let path = engine.effectiveChainIDs.map(ModelID.init)
    if path != model.path { return "chains: engine \(path), model \(model.path)" }
    let standing = engine.standing
    if standing.state.rawValue != model.state {
      return "states: engine \(standing.state), model \(model.state)"
    }
    if standing.team.map({ "\($0.rawValue)" }) != model.team {
      return "teams: engine \(String(describing: standing.team)), model \(model.team ?? "none")"
    }
    if (standing.agent == nil) != (model.agent == nil) {
      return "agents: engine \(String(describing: standing.agent)), model \(model.agent ?? "none")"
    }
    if standing.solution.map(ModelID.init) != model.solution {
      return "solutions: engine \(String(describing: standing.solution)), "
        + "model \(String(describing: model.solution))"
    }
    let displaced = Dictionary(
      uniqueKeysWithValues: engine.displacedBy.map { (ModelID($0.key), ModelID($0.value)) })
    if displaced != model.displacements {
      return "displaced: engine \(displaced), model \(model.displacements)"
    }
    return nil
  }

  /// Whether the heaviest chain reopens the request against a resolution that the reopening had
  /// not seen.
  func holdsUnseenReopening(_ history: CausalHistory) -> Bool {
    let everything = (UInt32(1) << UInt32(history.events.count)) - 1
    var next = history.heaviest(of: everything).first
    while let index = next {
      let event = history.events[index]
      if lifecycle.transitions[event.row].verb == .reopen {
        return history.events.indices.contains {
          !event.seen.has($0) && $0 != index
            && lifecycle.transitions[history.events[$0].row].verb == .resolve
            && !history.events[$0].seen.has(index)
        }
      }
      next = event.base
    }
    return false
  }
}
