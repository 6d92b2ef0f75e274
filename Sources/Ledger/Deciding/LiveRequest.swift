import EscaleCore

/// A request in the hands of a transaction: the history that decides, and the row made from it.
///
/// One for all who hold it, so that its history grows where it is.
final class LiveRequest {
  private(set) var history: RequestHistory
  private(set) var row: RequestRow
  /// Who may see it now, ascending; what is stored as open grants.
  var holders: [Grant.Holder] = []

  /// A request that a `create` begins; nil for anything else.
  init?(_ change: Change, lifecycle: Lifecycle, position: Position, receivedAt: Int64) {
    guard
      let history = RequestHistory(change.header, lifecycle: lifecycle, position: position)
    else { return nil }
    self.history = history
    row = RequestRow(history, receivedAt: receivedAt)
    row.note(change.header)
    row.take(change.readPayload)
  }

  /// A request as it is stored: its row, and the decisive entries after its `create`.
  init?(row: RequestRow, decisive: [EntryBrief], lifecycle: Lifecycle) {
    guard let first = decisive.first,
      var history = RequestHistory(
        first.header, lifecycle: lifecycle, position: first.position)
    else { return nil }
    for brief in decisive.dropFirst() {
      history.append(brief.header, verdict: brief.verdict, position: brief.position)
    }
    self.history = history
    self.row = row
  }

  /// Takes in an entry; what doesn't count leaves no trace but in the server's own context.
  func append(
    _ change: Change, verdict: Verdict, position: Position, receivedAt: Int64
  ) {
    let header = change.header
    guard verdict.outcome.counts else {
      if header.id.replica.isServers { row.context.insert(header.id) }
      return
    }
    let former = history.effective
    history.append(header, verdict: verdict, position: position)
    row.note(header)
    row.updatedAt = max(row.updatedAt, receivedAt)
    if history.effective != former {
      row.since = receivedAt
      row.take(history)
    }
    switch header.body {
    case .edit: row.take(change.readPayload)
    case .comment, .attachment: noteWord(of: header.author, receivedAt: receivedAt)
    default: break
    }
  }

  /// A comment or an attachment of the requester, or of a contact, starts the wait for his answer
  /// anew.
  private func noteWord(of author: PersonNumber, receivedAt: Int64) {
    guard author == row.requester || history.contactPersons().contains(author) else { return }
    row.requesterActiveAt = max(row.requesterActiveAt ?? receivedAt, receivedAt)
  }

  /// Who may see it, ascending, where `hands` tells the team that has it.
  func holders(hands: (TeamNumber?) -> TeamNumber) -> [Grant.Holder] {
    var people = [history.creation.requester, history.creator] + history.contactPersons()
    people.removeAll { $0 == .system }
    var holders = Set(people.map(Grant.Holder.requester))
    if let agent = history.standing.agent { holders.insert(.agent(agent)) }
    holders.insert(.team(hands(history.standing.team)))
    return holders.sorted()
  }
}

extension RequestRow {
  init(_ history: RequestHistory, receivedAt: Int64) {
    let standing = history.standing
    self.init(
      id: history.request, lifecycle: history.lifecycle.nameAndVersion,
      requester: history.creation.requester, creator: history.creator, state: standing.state,
      isFinal: history.lifecycle.isFinal(standing.state), team: standing.team,
      agent: standing.agent, postponedUntil: standing.postponedUntil,
      effective: history.request, since: receivedAt, createdAt: receivedAt,
      updatedAt: receivedAt, context: Context())
  }

  /// Takes where the request stands.
  mutating func take(_ history: RequestHistory) {
    let standing = history.standing
    state = standing.state
    isFinal = history.lifecycle.isFinal(standing.state)
    team = standing.team
    agent = standing.agent
    postponedUntil = standing.postponedUntil
    effective = history.steps[history.effective].id
  }

  /// Takes the values that a change sets: the last in the ledger wins, for it has seen the others
  /// or is concurrent with them and later.
  mutating func take(_ payload: Payload?) {
    for field in payload?.fields ?? [] {
      switch field.key {
      case .title: title = field.value
      case .service: service = field.value
      case .urgency: urgency = field.value
      case .impact: impact = field.value
      case .location: location = field.value
      default: break
      }
    }
  }

  /// Adds a change, and what it had seen, to what the server has seen.
  mutating func note(_ header: Header) {
    context.merge(header.context)
    context.insert(header.id)
  }
}
