/// Everything about one request, people and teams by their numbers.
package struct RequestView: Sendable {
  package let ref: RequestID
  package let fold: RequestFold
  /// What happened, in the ledger's order, what waits to be sent last.
  package let timeline: [TimelineEntry]

  package init(fold: RequestFold, changes: [FoldedChange]) {
    ref = fold.history.request
    self.fold = fold
    timeline = changes.map { TimelineEntry($0, fold: fold) }
  }

  package var history: RequestHistory { fold.history }
  package var lifecycle: Lifecycle { history.lifecycle }
  package var state: State { history.standing.state }
  package var team: TeamNumber? { history.standing.team }
  package var agent: PersonNumber? { history.standing.agent }
  /// In milliseconds since 1970 UTC.
  package var postponedUntil: Int64? { history.standing.postponedUntil }
  package var requester: PersonNumber { history.creation.requester }
  package var creator: PersonNumber { history.creator }
  package var contacts: [PersonNumber] { history.contactPersons() }
  /// The files attached to it, in the order of the timeline; those erased or refused left out.
  package var attachments: [TimelineEntry] {
    timeline.filter { $0.attachment != nil && $0.presumed.outcome.counts }
  }
  package var solution: String? { fold.solution }
  package var createdAt: Int64 { fold.createdAt }
  package var updatedAt: Int64 { fold.updatedAt }
  package var position: Position? { fold.position }
  package var pendingCount: Int { fold.pendingCount }
  package var formerReference: ChangeID? { fold.formerReference }

  /// What a field shows.
  package subscript(key: FieldKey) -> String? { fold.fields[key]?.value }

  /// The answers of the service's form, in the order of their keys' bytes.
  package var answers: [(key: String, value: String)] {
    fold.fields.sorted { $0.key < $1.key }.compactMap { field in
      field.key.formKey.map { ($0, field.value.value) }
    }
  }
}

/// One line of a request's timeline.
package struct TimelineEntry: Sendable {
  package let id: ChangeID
  package let kind: Kind
  package let verb: Verb?
  /// The state that its author saw, for a transition.
  package let from: State?
  /// The state that was only passed through: *new* at a creation, *redispatched* at a transfer.
  package let through: State?
  /// The state that it leads to.
  package let to: State?
  package let author: PersonNumber
  package let authoredAt: Int64
  package let position: Position?
  package let receivedAt: Int64?
  /// The server's verdict; nil while it waits.
  package let verdict: Verdict?
  /// The verdict that it would get, while it waits; else the server's.
  package let presumed: Verdict
  /// Whether it is a transition on the effective chain.
  package let isEffective: Bool
  package let displacedBy: ChangeID?
  package let isPrivate: Bool
  package let text: String?
  /// The values that a creation or an edit set.
  package let fields: [Payload.Field]
  /// The fields among them whose value a concurrent edit replaced, and by which.
  package let lostFields: [RequestFold.LostValue]
  package let team: TeamNumber?
  package let agent: PersonNumber?
  package let date: Int64?
  package let contact: ContactChange?
  /// The attached file; nil for other kinds, and where it was erased.
  package let attachment: Attachment?
  package let isErased: Bool

  init(_ folded: FoldedChange, fold: RequestFold) {
    let header = folded.header
    let history = fold.history
    id = header.id
    kind = header.kind
    author = header.author
    authoredAt = header.authoredAt
    position = folded.position
    receivedAt = folded.receivedAt
    verdict = folded.position == nil ? nil : folded.verdict
    presumed = folded.verdict
    text = folded.payload?.text
    fields = folded.payload?.fields ?? []
    attachment = header.kind == .attachment ? folded.payload?.attachment : nil
    lostFields = fold.lostValues.filter { $0.loser == header.id }
    isErased = folded.payload == nil
    let step = history[header.id]
    isEffective =
      step != nil && history.effectiveChain.contains { history.steps[$0].id == header.id }
    displacedBy = history.displacedBy[header.id]
    let facets = Facets(header, step: step, history: history)
    (verb, from, through, to) = (facets.verb, facets.from, facets.through, facets.to)
    (team, agent, date) = (facets.team, facets.agent, facets.date)
    (contact, isPrivate) = (facets.contact, facets.isPrivate)
  }
}

/// What a timeline shows of a header, by kind.
private struct Facets {
  var verb: Verb?
  var from: State?
  var through: State?
  var to: State?
  var team: TeamNumber?
  var agent: PersonNumber?
  var date: Int64?
  var contact: ContactChange?
  var isPrivate = false

  init(_ header: Header, step: Step?, history: RequestHistory) {
    switch header.body {
    case .create(let creation):
      verb = .create
      team = creation.team
      pass(history.lifecycle[.create], namesTeam: creation.team != nil)
    case .transition(let transition):
      verb = transition.verb
      (team, agent, date) = (transition.team, transition.agent, transition.date)
      from = history[transition.base]?.standing.state
      pass(history.lifecycle[transition.verb], namesTeam: transition.team != nil)
    case .comment(let comment): isPrivate = comment.isPrivate
    case .contact(let change): contact = change
    case .edit, .attachment, .void, .other: break
    }
  }

  private mutating func pass(_ row: TransitionRow?, namesTeam: Bool) {
    guard let row else { return }
    to = row.destination(namesTeam: namesTeam)
    through = to == row.to ? nil : row.to
  }
}
