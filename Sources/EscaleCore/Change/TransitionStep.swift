/// What the header of a transition holds.
package struct TransitionStep: Hashable, Sendable {
  package var verb: Verb
  /// The transition that was effective in what the author saw.
  package var base: ChangeID
  /// The team that the request goes to.
  package var team: TeamNumber?
  /// The agent who gets it.
  package var agent: PersonNumber?
  /// The date until which it is postponed, in milliseconds since 1970 UTC.
  package var date: Int64?

  package init(
    verb: Verb, base: ChangeID, team: TeamNumber? = nil, agent: PersonNumber? = nil,
    date: Int64? = nil
  ) {
    self.verb = verb
    self.base = base
    self.team = team
    self.agent = agent
    self.date = date
  }
}
