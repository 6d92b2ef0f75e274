/// The merge rule: what becomes of one change, given all that the ledger holds before it.
///
/// The same function decides on the server, folds pending changes on a replica, and explains.
/// The order of the checks is part of the rule.
///
/// Source: DESIGN, "The merge rule", steps 1 to 6.
package func decide(_ question: DecisionCase) -> Ruling {
  if let recorded = question.recorded {
    return recorded.hash == question.hash ? .known(recorded.verdict) : .forked
  }
  let missing = question.missing
  guard missing.isEmpty else { return .missing(missing) }
  let verdict =
    question.restingOnRefused() ?? question.dishonesty() ?? question.withoutRight()
    ?? question.illegality() ?? question.outweighed() ?? .applied
  return .verdict(verdict)
}

extension DecisionCase {
  /// The changes that the header names and the ledger doesn't have.
  ///
  /// A later one of its own replica could never come before it: to name it is a lie, no delay.
  fileprivate var missing: [ChangeID] {
    let wanted = header.namedIDs.filter { named[$0] == nil && !header.precedes($0) }
    return Set(wanted).sorted()
  }

  /// Step 2: its base or its request's creation was refused, so it is too.
  fileprivate func restingOnRefused() -> Verdict? {
    var foundations: [ChangeID] = []
    if header.request != header.id { foundations.append(header.request) }
    if case .transition(let step) = header.body { foundations.append(step.base) }
    for foundation in foundations {
      guard let outcome = named[foundation]?.outcome, !outcome.counts else { continue }
      return Verdict(outcome, code: .restsOnRefused, causes: [foundation])
    }
    return nil
  }

  /// Step 4: account, replica, role, membership now; relation as the context shows.
  fileprivate func withoutRight() -> Verdict? {
    if isOfflineTooLong { return Verdict(.quarantined, code: .offlineTooLong) }
    let relation = history.map {
      $0.relation(of: header.author, at: base ?? $0.steps[0], seenIn: header.context)
    }
    let row = row
    guard
      let code = RightsTable.refusal(of: header, row: row, relation: relation, facts: now)
    else { return nil }
    let former = RightsTable.refusal(
      of: header, row: row, relation: relation, facts: acknowledged)
    return Verdict(former == nil ? .quarantined : .denied, code: code)
  }

  /// Step 5: the verb leaves the state that the author saw, and has what it needs.
  fileprivate func illegality() -> Verdict? {
    switch header.body {
    case .create:
      guard let lifecycle, lifecycle[.create] != nil else {
        return Verdict(.denied, code: .unknownLifecycle)
      }
      guard hasText else { return Verdict(.denied, code: .needsMore) }
      if let valueFault { return Verdict(.denied, code: valueFault) }
    case .edit: if let valueFault { return Verdict(.denied, code: valueFault) }
    case .transition(let step):
      guard let row, let base else { return Verdict(.denied, code: .unknownVerb) }
      guard row.from.contains(base.standing.state) else {
        return Verdict(.denied, code: .notFromHere, causes: [step.base])
      }
      guard step.has(row.needs, hasText: hasText) else {
        return Verdict(.denied, code: .needsMore)
      }
    case .comment, .contact, .attachment, .void, .other: break
    }
    return nil
  }

  /// Step 6: a concurrent line of history weighs more, or as much and came first.
  fileprivate func outweighed() -> Verdict? {
    guard case .transition = header.body, let history, let base, let row else { return nil }
    let effective = history.steps[history.effective]
    guard !header.context.contains(effective.id) else { return nil }
    let weight = base.weight.adding(row.precedence)
    guard weight <= effective.weight else { return nil }
    let code: VerdictCode = weight == effective.weight ? .tie : .lighter
    return Verdict(.superseded, code: code, causes: [effective.id])
  }

  /// The step that a transition was made on; for other kinds, what was effective in what the
  /// author saw.
  fileprivate var base: Step? {
    guard let history else { return nil }
    if case .transition(let step) = header.body { return history[step.base] }
    return history.heaviest(seenIn: header.context)
  }

  fileprivate var row: TransitionRow? {
    switch header.body {
    case .transition(let step): history?.lifecycle[step.verb]
    case .create: lifecycle?[.create]
    case .comment, .edit, .contact, .attachment, .void, .other: nil
    }
  }
}

extension TransitionStep {
  /// Whether a transition has what its row needs.
  fileprivate func has(_ needs: [Need], hasText: Bool) -> Bool {
    needs.allSatisfy { need in
      switch need {
      case .team: team != nil
      case .agent: agent != nil
      case .date: date != nil
      case .reason, .question, .text, .solution: hasText
      case .service, .title, .description: true
      }
    }
  }
}
