extension ModelLedger {
  /// The rules of DESIGN, section 3, from the second on, in order.
  func judge(_ change: ModelChange, _ history: [ModelEntry], day: Int) -> ModelJudgement {
    if let refused = resting(change) { return refused }
    if let lie = dishonesty(change, history) {
      return ModelJudgement(verdict: .denied, rule: 3, why: lie)
    }
    if let refused = disallowed(change, history, day: day) { return refused }
    guard change.kind == .transition else {
      return ModelJudgement(verdict: .applied, rule: 6, why: "what is no transition always merges")
    }
    guard let step = step(of: change, history) else {
      return ModelJudgement(verdict: .denied, rule: 5, why: "the verb does not leave that state")
    }
    return concurrent(change, step.weight, history)
  }

  /// What a change cites that the ledger does not have; its own replica's future excepted, which
  /// is a lie and not a delay.
  func missing(_ change: ModelChange) -> [ModelID] {
    var cited = change.context.filter {
      $0.replica != change.id.replica || $0.sequence < change.id.sequence
    }
    if let base = change.base { cited.append(base) }
    if !change.creates { cited.append(change.request) }
    return cited.filter { id in !entries.contains { $0.change.id == id } }
  }

  /// Rule 2: "a change whose base, or whose request's creation, was quarantined or denied gets
  /// the same verdict".
  private func resting(_ change: ModelChange) -> ModelJudgement? {
    // Where both were refused, not in the same way, it is the request that isn't there.
    let grounds = [change.creates ? nil : change.request, change.base].compactMap(\.self)
    for ground in grounds {
      guard let entry = entries.first(where: { $0.change.id == ground }), !entry.counts else {
        continue
      }
      return ModelJudgement(
        verdict: entry.judgement.verdict, rule: 2, why: "rests on \(ground), which was refused")
    }
    return nil
  }

  /// Rule 5: the row by which a transition leaves its base's state, and what it weighs.
  ///
  /// Nothing where the verb doesn't leave that state.
  func step(of change: ModelChange, _ history: [ModelEntry]) -> (row: ModelRow, weight: [Int])? {
    if change.creates {
      guard let row = lifecycle(change, history)?.row(change.verb), row.from.isEmpty else {
        return nil
      }
      return (row, [row.precedence])
    }
    guard
      let base = history.first(where: { $0.change.id == change.base && $0.isCountedTransition }),
      let row = lifecycle(change, history)?.row(change.verb, from: base.state)
    else { return nil }
    return (row, ModelWeight.adding(row.precedence, to: base.weight))
  }

  /// "A request keeps, for life, the lifecycle it was created under".
  func lifecycle(_ change: ModelChange, _ history: [ModelEntry]) -> ModelLifecycle? {
    let creation = change.creates ? change : history.first { $0.change.creates }?.change
    return lifecycles.first { $0.name == creation?.lifecycle }
  }

  /// Rule 6, against the last applied transition.
  private func concurrent(
    _ change: ModelChange, _ weight: [Int], _ history: [ModelEntry]
  ) -> ModelJudgement {
    let holder = history.last {
      $0.change.kind == .transition && $0.judgement.verdict == .applied
    }
    guard let holder, !change.hasSeen(holder.change.id) else {
      return ModelJudgement(verdict: .applied, rule: 6, why: "nothing new had happened")
    }
    let wins = ModelWeight.isHeavier(weight, than: holder.weight)
    return ModelJudgement(
      verdict: wins ? .applied : .superseded, rule: 6,
      why: wins ? "it weighs more than what held" : "what holds weighs as much or more")
  }
}
