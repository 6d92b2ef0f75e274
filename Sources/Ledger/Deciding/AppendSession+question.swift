import EscaleCore
import Seals

extension AppendSession {
  /// Gathers all that the decision on a change rests on.
  func question(_ change: Change, hash: Fingerprint) throws -> DecisionCase {
    let header = change.header
    let request = try header.isCreate ? nil : liveRequest(header.request)
    let replica = try replica(header.id.replica)
    let now = try facts(change, request?.history, past: nil, revokedAt: replica?.revokedAt)
    let formerOwn = try formerOwn(of: header, request)
    return DecisionCase(
      header: header, hash: hash, history: request?.history,
      lifecycle: header.creation.flatMap { directory.lifecycle($0.lifecycle) },
      named: try named(by: header, formerOwn: formerOwn, request?.history),
      formerOwn: formerOwn,
      enrolled: replica?.owner, acknowledgementFloor: try floor(of: header.id, replica),
      sureThrough: state.doubt?.sure(of: header.acknowledged), now: now,
      acknowledged: try acknowledgedFacts(change, request?.history, replica, now: now),
      isOfflineTooLong: try isOfflineTooLong(header),
      hasText: change.hasNeededTexts,
      valueFault: try valueFault(of: change, on: request))
  }

  /// The changes that a header names, as far as the ledger has them.
  private func named(
    by header: Header, formerOwn: ChangeID?, _ history: RequestHistory?
  ) throws -> [ChangeID: DecisionCase.NamedChange] {
    try header.namedChanges(formerOwn: formerOwn) { id in
      if let step = history?[id] {
        return DecisionCase.NamedChange(
          request: header.request, context: step.context, outcome: step.outcome)
      }
      return try transaction.brief(of: id).map { brief in
        DecisionCase.NamedChange(
          request: brief.header.request, context: brief.header.context,
          outcome: brief.verdict.outcome)
      }
    } lastCounted: { limit in
      try transaction.lastCounted(upTo: limit, on: header.request)
    }
  }

  private func formerOwn(of header: Header, _ request: LiveRequest?) throws -> ChangeID? {
    guard !header.isCreate else { return nil }
    // What the server itself did is all in the context that it keeps.
    if header.id.replica.isServers, let context = request?.row.context {
      let sequence = context[header.id.replica]
      return sequence == 0 ? nil : ChangeID(replica: header.id.replica, sequence: sequence)
    }
    return try transaction.formerOwn(of: header.id, on: header.request)
  }

  /// The least that a change must claim: what was claimed before it along its replica's chain, and
  /// what that had acknowledged by then.
  func floor(of id: ChangeID, _ replica: ReplicaRecord?) throws -> Position {
    guard !id.replica.isServers else { return .start }
    let acknowledged = try transaction.acknowledged(by: id.replica, before: id.sequence)
    guard let replica else { return acknowledged }
    // Who waited for something that was missing may be decided after what followed it.
    let claimed =
      id.sequence > replica.lastSequence
      ? replica.claimed : try transaction.claimed(before: id) ?? .start
    return max(claimed, acknowledged)
  }

  private func isOfflineTooLong(_ header: Header) throws -> Bool {
    guard !header.id.replica.isServers, let since = try recordedAfter(header.acknowledged) else {
      return false
    }
    let limit = Int64(directory.policy.maxOfflineDays) * Timestamp.millisecondsPerDay
    return now - since > limit
  }
}

extension AppendSession {
  /// The facts at the position that a change claims as acknowledged.
  private func acknowledgedFacts(
    _ change: Change, _ history: RequestHistory?, _ replica: ReplicaRecord?, now: DirectoryFacts
  ) throws -> DirectoryFacts {
    let position = change.header.acknowledged
    guard position < state.directoryPosition else { return now }
    return try facts(
      change, history, past: DirectoryPast(transaction: transaction, position: position),
      revokedAt: replica?.revokedAt)
  }

  private func facts(
    _ change: Change, _ history: RequestHistory?, past: DirectoryPast?, revokedAt: Position?
  ) throws -> DirectoryFacts {
    let source: any DirectoryReading = past ?? directory
    let header = change.header
    let isActive = revokedAt.map { (past?.position ?? state.position) < $0 } ?? true
    return DirectoryFacts(
      author: try adoptedStanding(of: header) ?? source.standing(of: header.author) ?? .unknown,
      person: try header.concernedPerson.flatMap(source.standing),
      isReplicaActive: isActive, triageTeam: try source.triageTeam(),
      retiredTeams: try source.teamsOutOfUse(),
      isTeamRight: try isTeamRight(change, source))
  }

  /// What the author of an adopted change was when he wrote the original: an administrator vouches
  /// for the right that he had then.
  private func adoptedStanding(of header: Header) throws -> PersonStanding? {
    guard header.id.replica.isServers, let original = header.adopts,
      let known = try transaction.brief(of: original)?.header.acknowledged
    else { return nil }
    return try DirectoryPast(transaction: transaction, position: known).standing(of: header.author)
  }

  /// Whether the team that a change names is one that it may name.
  private func isTeamRight(_ change: Change, _ source: any DirectoryReading) throws -> Bool {
    switch change.header.body {
    case .transition(let step): return try step.team.map(source.isInUse) ?? true
    case .create(let creation):
      guard !change.id.replica.isServers else {
        return try creation.team.map(source.isInUse) ?? true
      }
      return try isRouted(creation, change)
    case .comment, .edit, .contact, .attachment, .void, .other: return true
    }
  }

  /// Whether a creation names the team that the catalogue gives now, or gave at the position that
  /// it acknowledges.
  private func isRouted(_ creation: Creation, _ change: Change) throws -> Bool {
    if try isRouted(creation, change, directory) { return true }
    let known = change.header.acknowledged
    guard known < state.directoryPosition else { return false }
    return try isRouted(
      creation, change, DirectoryPast(transaction: transaction, position: known))
  }

  /// Whether a creation names the team that a catalogue gives; an erased one is believed.
  private func isRouted(
    _ creation: Creation, _ change: Change, _ source: any DirectoryReading
  ) throws -> Bool {
    guard case .present = change.payload, let payload = change.readPayload else { return true }
    guard let code = payload[.service], let service = try source.service(code: code) else {
      return creation.team == nil
    }
    return try source.team(for: service, answers: payload.answers) == creation.team
  }
}

extension Header {
  fileprivate var isCreate: Bool { creation != nil }

  fileprivate var creation: Creation? {
    if case .create(let creation) = body { creation } else { nil }
  }

  /// The one that the change assigns to, adds or removes, or writes on behalf of.
  var concernedPerson: PersonNumber? {
    switch body {
    case .create(let creation): creation.requester
    case .transition(let step): step.agent
    case .contact(let contact): contact.person
    case .comment, .edit, .attachment, .void, .other: nil
    }
  }
}
