import EscaleCore

/// Every causal history of a lifecycle, in every order of arrival, engine against model.
package struct MergeEnumeration: Sendable {
  /// The rule under test: the core's, or a spoiled one that must be caught.
  package typealias Rule = @Sendable (DecisionCase) -> Ruling

  let lifecycle: Lifecycle
  let model: ModelLifecycle
  let transitionLimit: Int
  let replicaLimit: Int
  let rule: Rule

  package init(
    _ lifecycle: Lifecycle, model: ModelLifecycle, transitionLimit: Int, replicaLimit: Int = 3,
    rule: @escaping Rule = { decide($0) }
  ) {
    self.lifecycle = lifecycle
    self.model = model
    self.transitionLimit = transitionLimit
    self.replicaLimit = replicaLimit
    self.rule = rule
  }

  /// Where histories may begin.
  package var starts: [CausalStart] { CausalStart.all(lifecycle) }

  /// Enumerates from one start, split over so many tasks.
  package func run(from start: CausalStart, tasks: Int = 1) async -> EnumerationTally {
    await withTaskGroup(of: EnumerationTally.self) { group in
      for index in 0..<tasks {
        group.addTask { part(index, of: tasks, from: start) }
      }
      return await group.reduce(into: EnumerationTally()) { $0.add($1) }
    }
  }

  /// One part of the histories, of so many.
  package func part(_ index: Int, of count: Int, from start: CausalStart) -> EnumerationTally {
    let generator = HistoryGenerator(
      lifecycle: EnumeratedLifecycle(lifecycle), start: start, eventLimit: transitionLimit,
      part: (index, count))
    let spelling = Spelling(start, lifecycle: lifecycle, model: model)
    let claims = MergeClaims(lifecycle)
    var tally = EnumerationTally()
    for crew in ReplicaRole.crews(upTo: replicaLimit) {
      guard let (engine, desk) = ledgers(spelling, crew, &tally) else { continue }
      generator.forEach(crew) { history in
        var walk = OrderWalk(history, spelling, claims, rule, model: desk)
        walk.walk(engine)
        tally.add(walk.tally)
      }
    }
    return tally
  }

  /// Both ledgers with the start in them; nil where the start itself is refused, a finding.
  private func ledgers(
    _ spelling: Spelling, _ crew: [ReplicaRole], _ tally: inout EnumerationTally
  ) -> (EngineLedger, ModelLedger)? {
    var engine = EngineLedger(lifecycle)
    var desk = ModelLedger(lifecycles: [model], directory: EnumerationCast.directory(crew))
    for change in spelling.beginning {
      let ruling = rule(engine.question(change.header))
      let outcome = desk.receive(change.change)
      guard case .verdict(let verdict) = ruling, verdict.outcome == .applied,
        outcome.verdict == .applied
      else {
        tally.found("the start: engine \(ruling), model \(outcome)")
        return nil
      }
      engine.write(change.header, verdict)
    }
    return (engine, desk)
  }
}
