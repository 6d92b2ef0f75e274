import EscaleCore

/// What one person may do to a request as it stands: what pages offer him.
///
/// Offers only; the decision on what he then does is made when he does it.
struct PresentRights {
  let relation: Relation
  private let person: Person
  private let history: RequestHistory
  private let facts: DirectoryFacts

  init(of person: Person, on history: RequestHistory, directory: DeskDirectory) {
    self.person = person
    self.history = history
    relation = history.relation(
      of: person.number, at: history.steps[history.effective], seenIn: nil)
    facts = DirectoryFacts(
      author: person.standing, person: person.standing, isReplicaActive: true,
      triageTeam: directory.policy.triageTeam, retiredTeams: directory.retiredTeams,
      isTeamRight: true)
  }

  /// The verbs that leave the present state and that he may use.
  var verbs: [TransitionRow] {
    history.lifecycle.transitions(from: history.standing.state).filter { row in
      guard row.by != .system else { return false }
      let step = TransitionStep(
        verb: row.verb, base: history.steps[history.effective].id,
        agent: row.needs.contains(.agent) ? person.number : nil)
      return may(.transition(step), row: row)
    }
  }

  /// Whether he may make a change with such a header.
  func may(_ body: Header.Body, row: TransitionRow? = nil) -> Bool {
    let header = Header(
      id: ChangeID(replica: .server, sequence: .max), request: history.request,
      context: Context(), author: person.number, authoredAt: 0, acknowledged: .start, body: body)
    return RightsTable.refusal(of: header, row: row, relation: relation, facts: facts) == nil
  }
}
