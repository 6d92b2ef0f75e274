/// A transition that counts in a request's history: `applied`, `superseded`, or not yet sent.
package struct Step: Hashable, Sendable {
  package let id: ChangeID
  package let author: PersonNumber
  package let context: Context
  package let row: TransitionRow
  /// The index of its base among the history's steps; nil for the `create`.
  package let base: Int?
  /// The precedences along the chain of bases.
  package let weight: Weight
  /// Where the request stands if this is the effective transition.
  package let standing: Standing
  /// Its place in the ledger; nil while it waits to be sent.
  package let position: Position?
  package let outcome: Verdict.Outcome

  /// Where a request stands: what the chain up to a transition adds up to.
  package struct Standing: Hashable, Sendable {
    package var state: State
    package var team: TeamNumber?
    package var agent: PersonNumber?
    /// The date of a postponement that holds, in milliseconds since 1970 UTC.
    package var postponedUntil: Int64?
    /// The change whose text is the solution.
    package var solution: ChangeID?
  }
}

extension Step.Standing {
  /// Where a new request stands.
  init(creation: Creation, row: TransitionRow) {
    state = row.destination(namesTeam: creation.team != nil)
    team = creation.team
  }

  /// Where a request stands after one more transition.
  ///
  /// A team, an agent or a date counts only for a verb that asks for one: a hold that names a team
  /// would otherwise be a hand-over that nobody weighed.
  func after(
    _ step: TransitionStep, id: ChangeID, row: TransitionRow, isFinal: Bool
  ) -> Step.Standing {
    var next = self
    next.state = row.destination(namesTeam: step.team != nil)
    if let team = step.team, row.needs.contains(.team) {
      next.team = team
      next.agent = nil
    }
    if let agent = step.agent, row.needs.contains(.agent) { next.agent = agent }
    next.postponedUntil = row.needs.contains(.date) ? step.date : nil
    if row.needs.contains(.solution) {
      next.solution = id
    } else if !isFinal {
      next.solution = nil
    }
    return next
  }
}
