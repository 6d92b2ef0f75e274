/// Why a request is in its state.
package struct Explanation: Sendable {
  package let ref: RequestID
  package let state: State
  /// The transitions that made the present state, first to last.
  package let chain: [ChangeID]
  /// Every transition, in the ledger's order.
  package let decisions: [DecisionLine]

  package init(_ view: RequestView) {
    ref = view.ref
    state = view.state
    chain = view.history.effectiveChainIDs
    decisions = view.timeline.filter(\.kind.movesRequest).map { DecisionLine($0, in: view) }
  }
}

/// One transition, and what the merge rule made of it.
package struct DecisionLine: Sendable {
  package let change: ChangeID
  package let verb: Verb
  package let author: PersonNumber
  package let weight: Weight
  /// Nil while the server hasn't decided.
  package let verdict: Verdict?
  /// The transition that it met, where it met one.
  package let against: ChangeID?
  package let rule: MergeRule
  package let sentence: Words

  init(_ entry: TimelineEntry, in view: RequestView) {
    change = entry.id
    verb = entry.verb ?? .create
    author = entry.author
    weight = view.history[entry.id]?.weight ?? Weight()
    verdict = entry.verdict
    let met = view.history.opponent(of: entry)
    against = met
    rule = MergeRule(entry, met: met, in: view.history)
    sentence = rule.sentence(entry, met: met, in: view)
  }
}

extension RequestHistory {
  /// The transition that one met when it was decided: the one that beat it, or that it pushed off.
  fileprivate func opponent(of entry: TimelineEntry) -> ChangeID? {
    if let displacedBy = entry.displacedBy { return displacedBy }
    if entry.presumed.outcome == .superseded { return entry.presumed.causes.first }
    let displaced = steps.last { displacedBy[$0.id] == entry.id }
    return displaced?.id
  }
}
