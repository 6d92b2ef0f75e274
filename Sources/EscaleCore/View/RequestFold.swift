/// One request, folded from its changes: those of the ledger in its order, then those that wait.
///
/// Holds what lists and decisions need; the timeline is made apart, by ``RequestView``.
package struct RequestFold: Sendable {
  package private(set) var history: RequestHistory
  /// The value that each field shows, and the change that set it.
  package private(set) var fields: [FieldKey: FieldValue]
  package private(set) var createdAt: Int64
  /// When the last change happened: the server's time where it has one.
  package private(set) var updatedAt: Int64
  /// The position of the last entry of the ledger.
  package private(set) var position: Position?
  package private(set) var pendingCount: Int
  /// The text of the solution that holds.
  package private(set) var solution: String?
  /// The change of a forked replica that the creation says again.
  package let formerReference: ChangeID?
  /// What later changes may name.
  package private(set) var known: [ChangeID: DecisionCase.NamedChange]
  /// Edits whose value a concurrent one replaced: the loser, its field, and the winner.
  package private(set) var lostValues: [LostValue]
  /// Everything seen, by its author or by the authors of what he saw: the context of a change that
  /// is made now.
  ///
  /// Who sees a change but not a private note behind it names the note all the same: a context
  /// contains those of all that it names. What was refused isn't in it, see
  /// ``context(namingOwnOf:)``.
  private var context: Context
  private var solutionTexts: [ChangeID: String]

  /// What a field shows.
  package struct FieldValue: Hashable, Sendable {
    package let value: String
    package let change: ChangeID
    package let context: Context
  }

  /// A field's value that a concurrent change replaced.
  package struct LostValue: Hashable, Sendable {
    package let key: FieldKey
    package let loser: ChangeID
    package let winner: ChangeID
  }

  /// The fold that a `create` begins; nil for another kind, or without its lifecycle.
  package init?(_ folded: FoldedChange, lifecycle: Lifecycle) {
    let header = folded.header
    guard
      let history = RequestHistory(header, lifecycle: lifecycle, position: folded.position)
    else { return nil }
    self.history = history
    fields = [:]
    createdAt = folded.moment
    updatedAt = folded.moment
    position = folded.position
    pendingCount = folded.position == nil ? 1 : 0
    formerReference = header.reissues
    known = [:]
    context = Context()
    lostValues = []
    solutionTexts = [:]
    remember(header, outcome: folded.verdict.outcome)
    for field in folded.payload?.fields ?? [] {
      fields[field.key] = FieldValue(
        value: field.value, change: header.id, context: header.context)
    }
  }
}

/// A change together with what the ledger says of it, ready to be folded.
package struct FoldedChange: Sendable {
  package let header: Header
  /// Nil where it was erased, and where nobody needs it.
  package let payload: Payload?
  /// The ledger's verdict; for one that waits, the one that it would get.
  package let verdict: Verdict
  /// Nil while it waits.
  package let position: Position?
  /// When the server learnt of it, in milliseconds since 1970 UTC; nil while it waits.
  package let receivedAt: Int64?

  package init(
    header: Header, payload: Payload?, verdict: Verdict, position: Position?, receivedAt: Int64?
  ) {
    self.header = header
    self.payload = payload
    self.verdict = verdict
    self.position = position
    self.receivedAt = receivedAt
  }

  /// When it happened: the server's time where it has one.
  var moment: Int64 { receivedAt ?? header.authoredAt }
}

extension RequestFold {
  /// Takes in one more change of the request.
  package mutating func append(_ folded: FoldedChange) {
    let header = folded.header
    remember(header, outcome: folded.verdict.outcome)
    if folded.position == nil { pendingCount += 1 }
    guard folded.verdict.outcome.counts else { return }
    updatedAt = max(updatedAt, folded.moment)
    position = folded.position ?? position
    history.append(header, verdict: folded.verdict, position: folded.position)
    if case .edit(let edit) = header.body { apply(edit, folded) }
    if case .transition(let step) = header.body { noteSolution(step, folded) }
  }

  private mutating func remember(_ header: Header, outcome: Verdict.Outcome) {
    known[header.id] = DecisionCase.NamedChange(
      request: header.request, context: header.context, outcome: outcome)
    guard outcome.counts else { return }
    context.merge(header.context)
    context.insert(header.id)
  }

  /// The context of a change that a replica makes now: all that counts, and the replica's own
  /// changes, whatever became of them.
  ///
  /// A refused change of somebody else counts for nothing, and what it claims to have seen may be
  /// a lie: who took it over would be denied for it. What the replica's own one had seen was seen,
  /// even where a private note of it is no longer here.
  package func context(namingOwnOf replica: ReplicaID) -> Context {
    var last: ChangeID?
    for id in known.keys where id.replica == replica { last = max(last ?? id, id) }
    guard let last else { return context }
    var context = context
    if let change = known[last] { context.merge(change.context) }
    context.insert(last)
    return context
  }

  private mutating func noteSolution(_ step: TransitionStep, _ folded: FoldedChange) {
    if history.lifecycle[step.verb]?.needs.contains(.solution) == true {
      solutionTexts[folded.header.id] = folded.payload?.text
    }
    solution = history.standing.solution.flatMap { solutionTexts[$0] }
  }

  /// A field takes the change that has seen the others, among concurrent ones the later in the
  /// ledger: which is always the one that comes last here.
  private mutating func apply(_ edit: Edit, _ folded: FoldedChange) {
    for key in edit.keys {
      guard let value = folded.payload?[key] else { continue }
      if let former = fields[key], !folded.header.context.contains(former.change),
        !former.value.hasSameBytes(as: value)
      {
        lostValues.append(
          LostValue(key: key, loser: former.change, winner: folded.header.id))
      }
      fields[key] = FieldValue(
        value: value, change: folded.header.id, context: folded.header.context)
    }
  }

  /// Whether the creation itself was denied or quarantined.
  package var isRefused: Bool { known[history.request]?.outcome.counts == false }
}
