import EscaleCore

extension AppendSession {
  /// Queues what people are to be told of an entry just appended, in the transaction that appends
  /// it.
  ///
  /// Only of what the server learns now: a history from elsewhere says nothing to anybody.
  func queueNotices(
    of change: Change, _ verdict: Verdict, on live: LiveRequest, receivedAt: Int64
  ) throws {
    guard receivedAt == now, !isQuiet, try transaction.queuesNotices() else { return }
    for (event, people) in telling(change.header, verdict, on: live) {
      try queue(
        event, of: live.row.id, at: state.position, to: people, except: change.header.author)
    }
  }

  /// Queues an event for those who want to hear of it.
  func queue(
    _ event: NoticeEvent, of request: RequestID, at position: Position, to people: [PersonNumber],
    except author: PersonNumber?
  ) throws {
    for person in Set(people).sorted().prefix(NoticeLimits.recipientLimit) where person != author {
      guard let reader = directory.person(person), reader.isActive, !reader.email.utf8.isEmpty,
        try transaction.noticeChoice(of: person)?.wants(event) ?? true
      else { continue }
      try transaction.insert(
        NoticeRow(event, to: person, request: request, position: position, queuedAt: now))
    }
  }

  /// Who is to be told of what.
  private func telling(
    _ header: Header, _ verdict: Verdict, on live: LiveRequest
  ) -> [(NoticeEvent, [PersonNumber])] {
    let history = live.history
    switch header.body {
    case .create:
      return [(.created, [history.creation.requester] + members(of: live))]
    case .transition(let step):
      // What was displaced on its arrival changed nothing that anybody waits for.
      guard verdict.outcome == .applied else { return [] }
      return telling(step.verb, on: live)
    case .comment(let comment):
      guard !comment.isPrivate else { return [] }
      return [(.commented, history.requesters + agents(of: live))]
    case .contact(let contact):
      return contact.removes ? [] : [(.contactAdded, [contact.person])]
    case .edit, .attachment, .void, .other: return []
    }
  }

  private func telling(_ verb: Verb, on live: LiveRequest) -> [(NoticeEvent, [PersonNumber])] {
    let (requesters, agent) = (live.history.requesters, live.row.agent.map { [$0] } ?? [])
    if live.row.isFinal { return [(.closed, requesters + agent)] }
    if live.row.state == .resolved { return [(.resolved, requesters + agent)] }
    switch verb {
    case .assign, .reassign: return [(.assigned, requesters + agent)]
    case .ask: return [(.asked, requesters)]
    case .answer, .reopen: return [(.answered, agents(of: live))]
    case .dispatch, .transfer: return [(.created, members(of: live))]
    default: return []
    }
  }

  /// Its agent, or its team where it has none.
  private func agents(of live: LiveRequest) -> [PersonNumber] {
    live.row.agent.map { [$0] } ?? members(of: live)
  }

  private func members(of live: LiveRequest) -> [PersonNumber] {
    directory.agents(of: directory.responsibleTeam(live.row.team))
  }
}

extension RequestHistory {
  /// The requester and the contacts.
  var requesters: [PersonNumber] { [creation.requester] + contactPersons() }
}
