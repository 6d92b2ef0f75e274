/// Who may do what: the one place that says so.
///
/// `docs/RIGHTS.md` is this table together with that of the lifecycle.
///
/// Source: DESIGN, "The lifecycle", "Who may".
package enum RightsTable {
  /// Something that somebody does, as far as rights tell it apart.
  package enum Act: Hashable, Sendable {
    case createForOneself
    case createForAnother
    /// A verb of the lifecycle, by whom the lifecycle says that it is used.
    case verb(ActorKind)
    case comment
    case privateNote
    case edit
    case changeContacts
    case attach
    /// What stands in for a change that was withdrawn before it was sent.
    case void
  }

  /// Who may do something, and what the others are told.
  package struct Row: Sendable {
    package let act: Act
    package let stances: Stances
    package let refusal: VerdictCode

    init(_ act: Act, _ stances: Stances, else refusal: VerdictCode) {
      self.act = act
      self.stances = stances
      self.refusal = refusal
    }
  }

  package static let rows: [Row] = [
    Row(.createForOneself, [.anybody], else: .systemOnly),
    Row(.createForAnother, [.agent], else: .behalfOnly),
    Row(.verb(.anyone), [.anybody], else: .systemOnly),
    Row(.verb(.requester), [.requester, .contact], else: .requesterOnly),
    Row(.verb(.agent), [.assignee, .member], else: .agentOnly),
    Row(.verb(.teamAgent), [.member], else: .teamOnly),
    Row(.verb(.triageAgent), [.triage], else: .triageOnly),
    Row(.verb(.system), [], else: .systemOnly),
    Row(.comment, [.requester, .contact, .creator, .assignee, .member], else: .notConcerned),
    Row(.privateNote, [.assignee, .member], else: .agentOnly),
    Row(.edit, [.requester, .contact, .assignee, .member], else: .notConcerned),
    Row(.changeContacts, [.requester, .contact, .assignee, .member], else: .notConcerned),
    Row(.attach, [.requester, .contact, .creator, .assignee, .member], else: .notConcerned),
    Row(.void, [.anybody], else: .systemOnly),
  ]

  /// The row of an act.
  package static func row(of act: Act) -> Row {
    rows.first { $0.act == act } ?? Row(act, [], else: .notConcerned)
  }
}
