import EscaleCore

/// A desk on paper: one request, everybody with a device, one ledger between them.
package struct PaperDesk: Sendable {
  package private(set) var ledger: PaperLedger
  private var replicas: [Cast: PaperReplica]
  /// A desk where Claire has asked for something and everybody knows of it.
  ///
  /// Without a team the request stays new, in the hands of triage.
  package init(lifecycle: Lifecycle = .lorraine, team: TeamNumber? = .proximity) {
    ledger = PaperLedger(lifecycle: lifecycle)
    replicas = Dictionary(
      uniqueKeysWithValues: Cast.allCases.map { ($0, PaperReplica($0, lifecycle: lifecycle)) })
    _ = replicas[.claire]?.create(for: .claire, team: team)
    syncAll()
  }

  package subscript(person: Cast) -> RequestHistory? { replicas[person]?.fold?.history }

  /// Somebody uses a verb on what his device shows; the server's device is always level.
  @discardableResult
  package mutating func act(
    _ person: Cast, _ verb: Verb, team: TeamNumber? = nil, agent: Cast? = nil, date: Int64? = nil
  ) -> ChangeID {
    if person == .system { sync(.system) }
    return record(person) { .step($0, verb, team: team, agent: agent, date: date) }
  }

  /// Somebody records any change on what his device shows.
  @discardableResult
  package mutating func record(
    _ person: Cast, _ body: (RequestFold) -> Header.Body
  ) -> ChangeID {
    var replica = replica(of: person)
    let header = replica.make(body)
    replicas[person] = replica
    if person == .system { sync(.system) }
    return header.id
  }

  /// What somebody's device would record, which it doesn't.
  package func draft(_ person: Cast, _ body: (RequestFold) -> Header.Body) -> Header {
    var replica = replica(of: person)
    return replica.make(body)
  }

  private func replica(of person: Cast) -> PaperReplica {
    replicas[person] ?? PaperReplica(person, lifecycle: ledger.lifecycle)
  }

  package mutating func sync(_ person: Cast) { replicas[person]?.sync(with: &ledger) }

  /// Everybody syncs, twice, in the order of the cast.
  package mutating func syncAll() {
    for _ in 0..<2 {
      for person in Cast.allCases { sync(person) }
    }
  }

  /// Some sync in an order, then everybody does.
  package mutating func sync(inOrder order: [Cast]) {
    for person in order { sync(person) }
    syncAll()
  }

  /// Whether nobody has anything left to send.
  package var isNothingPending: Bool { replicas.values.allSatisfy(\.pending.isEmpty) }

  /// Whether everybody sees what the ledger has: the same state by the same chain.
  package var isLevel: Bool {
    replicas.values.allSatisfy {
      $0.fold?.history.effectiveChainIDs == ledger.history?.effectiveChainIDs
        && $0.fold?.history.standing == ledger.history?.standing
    }
  }
}

extension Header.Body {
  /// A verb on a request as it is shown.
  package static func step(
    _ fold: RequestFold, _ verb: Verb, team: TeamNumber? = nil, agent: Cast? = nil,
    date: Int64? = nil
  ) -> Header.Body {
    let history = fold.history
    return .transition(
      TransitionStep(
        verb: verb, base: history.steps[history.effective].id, team: team, agent: agent?.number,
        date: date))
  }
}
