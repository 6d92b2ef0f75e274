extension DecisionCase {
  /// Step 3: author, context, acknowledgement and base are what they can be.
  func dishonesty() -> Verdict? {
    guard isAuthorEnrolled else { return Verdict(.denied, code: .notEnrolled) }
    return contextDishonesty() ?? acknowledgementDishonesty() ?? baseDishonesty()
  }

  /// The server's own replica speaks for the system, and for whoever used its pages.
  private var isAuthorEnrolled: Bool {
    (header.id.replica.isServers && (enrolled ?? .system) == .system)
      || (header.author == enrolled && header.author != .system)
  }

  private func contextDishonesty() -> Verdict? {
    for entry in header.context.entries {
      guard let change = named[entry], change.request == header.request, !header.precedes(entry)
      else { return Verdict(.denied, code: .contextForeign, causes: [entry]) }
    }
    if header.request != header.id, !header.context.contains(header.request) {
      return Verdict(.denied, code: .contextIncomplete, causes: [header.request])
    }
    if let formerOwn, !header.context.contains(formerOwn) {
      return Verdict(.denied, code: .contextIncomplete, causes: [formerOwn])
    }
    return uncovered().map { Verdict(.denied, code: .contextIncomplete, causes: [$0]) }
  }

  /// The first change whose context should be contained and isn't: what was refused counts for
  /// nothing, but for the author's own former change.
  private func uncovered() -> ChangeID? {
    var uncovered: ChangeID?
    for (id, change) in named
    where (change.outcome.counts || id == formerOwn) && change.request == header.request
      && header.context.contains(id) && !header.context.covers(change.context)
    {
      uncovered = min(uncovered ?? id, id)
    }
    return uncovered
  }

  private func acknowledgementDishonesty() -> Verdict? {
    guard header.acknowledged >= acknowledgementFloor else {
      return Verdict(.denied, code: .acknowledgementFalls)
    }
    guard let history else { return nil }
    let unseen =
      history.steps.first { isUnseen($0.id, at: $0.position) }?.id
      ?? history.contacts.first { isUnseen($0.id, at: $0.position) }?.id
    return unseen.map { Verdict(.denied, code: .acknowledgementUnseen, causes: [$0]) }
  }

  private func isUnseen(_ id: ChangeID, at position: Position?) -> Bool {
    let shown = min(header.acknowledged, sureThrough ?? header.acknowledged)
    guard let position, position <= shown else { return false }
    return !header.context.contains(id)
  }

  private func baseDishonesty() -> Verdict? {
    guard case .transition(let step) = header.body else { return nil }
    guard let history, let base = history[step.base], header.context.contains(base.id),
      let heaviest = history.heaviest(seenIn: header.context),
      base.weight == heaviest.weight
    else { return Verdict(.denied, code: .baseNotEffective, causes: [step.base]) }
    return nil
  }
}

extension RequestHistory {
  /// The transition that was effective in what somebody has seen; of equal ones the first.
  ///
  /// A transition outweighs whatever it had seen, so that the heaviest is the effective one.
  package func heaviest(seenIn context: Context) -> Step? {
    var heaviest: Step?
    for step in steps where context.contains(step.id) {
      if let best = heaviest, step.weight <= best.weight { continue }
      heaviest = step
    }
    return heaviest
  }
}

extension Header {
  /// Whether a change is this one or a later one of its replica.
  func precedes(_ other: ChangeID) -> Bool {
    other.replica == id.replica && other.sequence >= id.sequence
  }
}
