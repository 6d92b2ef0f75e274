/// What one person may do to a request as it stands: what pages and screens offer him.
///
/// Offers only; the decision on what he then does is made when he does it.
package struct PresentRights: Sendable {
  package let relation: Relation
  private let person: PersonNumber
  private let history: RequestHistory
  private let facts: DirectoryFacts

  /// The rights of a person; `facts` are those of the directory now, with him as the author.
  package init(of person: PersonNumber, on history: RequestHistory, facts: DirectoryFacts) {
    self.person = person
    self.history = history
    relation = history.relation(of: person, at: history.steps[history.effective], seenIn: nil)
    self.facts = facts
  }

  /// The verbs that leave the present state and that he may use.
  package var verbs: [TransitionRow] {
    history.lifecycle.transitions(from: history.standing.state).filter { row in
      guard row.by != .system else { return false }
      let step = TransitionStep(
        verb: row.verb, base: history.steps[history.effective].id,
        agent: row.needs.contains(.agent) ? person : nil)
      return may(.transition(step), row: row)
    }
  }

  /// Whether he may make a change with such a header.
  package func may(_ body: Header.Body, row: TransitionRow? = nil) -> Bool {
    let header = Header(
      id: ChangeID(replica: .server, sequence: .max), request: history.request,
      context: Context(), author: person, authoredAt: 0, acknowledged: .start, body: body)
    return RightsTable.refusal(of: header, row: row, relation: relation, facts: facts) == nil
  }
}
