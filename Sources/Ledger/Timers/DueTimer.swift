package import EscaleCore

/// Something that the server is to do by itself.
package struct DueTimer: Hashable, Sendable {
  package let request: RequestID
  package let verb: Verb
  /// What the request's lifecycle calls it.
  package let label: Words
  /// Since when, in milliseconds since 1970 UTC.
  package let dueAt: Int64
}

extension RequestRow {
  /// The first automatic transition that is due at a time, by the request's own lifecycle.
  ///
  /// Of several that were due, the one that was due first; of those, the weightiest.
  func dueTimer(at time: Int64, lifecycle: Lifecycle, policy: Policy) -> DueTimer? {
    var first: (row: TransitionRow, dueAt: Int64)?
    for row in lifecycle.transitions(from: state) {
      guard row.by == .system, let rule = row.automatic, let due = due(rule, policy), due <= time
      else { continue }
      if let best = first, (best.dueAt, row.precedence) <= (due, best.row.precedence) { continue }
      first = (row, due)
    }
    return first.map {
      DueTimer(request: id, verb: $0.row.verb, label: $0.row.label, dueAt: $0.dueAt)
    }
  }

  /// When a rule makes its transition due; every delay runs from the moment when the server learnt
  /// of what holds.
  private func due(_ rule: TimerRule, _ policy: Policy) -> Int64? {
    switch rule {
    case .postponedUntil: return postponedUntil
    case .answerWithin:
      return max(since, requesterActiveAt ?? since).adding(days: policy.answerWithinDays)
    case .closeAfter: return since.adding(days: policy.closeAfterDays)
    case .expireAfter:
      let due = updatedAt.adding(days: policy.expireAfterDays)
      return max(due, postponedUntil ?? due)
    }
  }
}

extension Int64 {
  /// This moment, so many days later.
  fileprivate func adding(days: UInt32) -> Int64 {
    Timestamp(milliseconds: self).adding(days: Int(days)).milliseconds
  }
}
