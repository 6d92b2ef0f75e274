extension RequestFold {
  /// Folds a change that waits to be sent on top, by the verdict that it would get.
  ///
  /// - Returns: That ruling; the change leaves its mark only where it would be applied.
  package mutating func appendPending(
    _ header: Header, payload: Payload?, facts: DirectoryFacts
  ) -> Ruling {
    let ruling = decide(question(header, payload: payload, facts: facts))
    append(header, payload: payload, as: ruling)
    return ruling
  }

  /// Folds a change that waits to be sent on top, as it was ruled on this very fold.
  package mutating func append(_ header: Header, payload: Payload?, as ruling: Ruling) {
    let verdict: Verdict
    switch ruling {
    case .verdict(let given), .known(let given): verdict = given
    case .missing(let ids): verdict = Verdict(.superseded, causes: ids)
    case .forked: verdict = Verdict(.denied)
    }
    append(
      FoldedChange(
        header: header, payload: payload, verdict: verdict, position: nil, receivedAt: nil))
  }

  /// What is to be decided on a change that this replica makes.
  package func question(
    _ header: Header, payload: Payload?, facts: DirectoryFacts
  ) -> DecisionCase {
    DecisionCase(
      header: header, hash: .zero, history: history, lifecycle: history.lifecycle,
      named: named(by: header),
      enrolled: header.author, now: facts, acknowledged: facts,
      hasText: payload.map { $0.text?.isBlank == false } ?? true)
  }

  /// What is known of the changes that a header names.
  ///
  /// Whoever may not see a private note lacks it silently, and its name came with the context of a
  /// change that he sees: it stands as one that counts, so that the rest can be decided.
  private func named(by header: Header) -> [ChangeID: DecisionCase.NamedChange] {
    let unseen = DecisionCase.NamedChange(
      request: history.request, context: Context(), outcome: .applied)
    return header.namedChanges(
      formerOwn: nil, held: { known[$0] ?? unseen },
      lastCounted: { known.lastCounted(upTo: $0, on: history.request) })
  }
}
