import EscaleCore

/// One change in the words of the engine and in those of the model.
struct SpelledChange {
  var header: Header
  var change: ModelChange

  /// The same change, made by an author who acknowledged a position.
  func claiming(_ position: Int) -> SpelledChange {
    var claimed = self
    claimed.header.acknowledged = Position(rawValue: UInt64(position))
    claimed.change.claim = position
    return claimed
  }
}

/// Turns the events of a history into changes: numbers, sequences and contexts.
struct Spelling {
  /// The replicas that make the start, and those of the crew, which count on from the last.
  static let agentAtStart: UInt32 = 7
  static let requesterAtStart: UInt32 = 8
  static let firstOfCrew: UInt32 = 9

  let lifecycle: Lifecycle
  let model: ModelLifecycle
  /// The changes that make the start; the first creates the request.
  private(set) var beginning: [SpelledChange] = []
  private var sequences: [UInt32: UInt32] = [:]

  init(_ start: CausalStart, lifecycle: Lifecycle, model: ModelLifecycle) {
    self.lifecycle = lifecycle
    self.model = model
    beginning.append(creation(hasTeam: start.hasTeam))
    for row in start.rows {
      let role = ReplicaRole(lifecycle.transitions[row].by) ?? .system
      let replica =
        switch role {
        case .agent: Self.agentAtStart
        case .requester: Self.requesterAtStart
        case .system: ReplicaID.server.rawValue
        }
      let seen = beginning.map(\.header.id)
      let change = step(row, on: replica, role: role, base: seen.last, seen: seen)
      beginning.append(change.claiming(beginning.count))
    }
  }

  /// The changes of a history, in the order of its events.
  func changes(_ history: CausalHistory) -> [SpelledChange] {
    var spelling = self
    var changes: [SpelledChange] = []
    let start = beginning.map(\.header.id)
    for event in history.events {
      let role = history.crew[event.replica]
      let replica =
        role == .system ? ReplicaID.server.rawValue : Self.firstOfCrew + UInt32(event.replica)
      let seen = changes.indices.filter { event.seen.has($0) }.map { changes[$0].header.id }
      let base = event.base.map { changes[$0].header.id } ?? start.last
      changes.append(
        spelling.step(event.row, on: replica, role: role, base: base, seen: start + seen))
    }
    return changes
  }

  private mutating func step(
    _ row: Int, on replica: UInt32, role: ReplicaRole, base: ChangeID?, seen: [ChangeID]
  ) -> SpelledChange {
    let id = next(on: replica)
    let row = lifecycle.transitions[row]
    let base = base ?? id
    let request = beginning.first?.header.id ?? id
    let (team, agent, date) = (row.namesTeam, row.needs.contains(.agent), row.needs.contains(.date))
    let header = Header(
      id: id, request: request, context: Context(seen), author: EnumerationCast.number(role),
      authoredAt: 0,
      acknowledged: .start,
      body: .transition(
        TransitionStep(
          verb: row.verb, base: base, team: team ? EnumerationCast.team : nil,
          agent: agent ? EnumerationCast.number(.agent) : nil,
          date: date ? EnumerationCast.date : nil)))
    var change = ModelChange(
      id: ModelID(id), request: ModelID(request), kind: .transition,
      context: Context(seen).entries.map(ModelID.init), author: EnumerationCast.name(role), claim: 0
    )
    change.verb = row.verb.rawValue
    change.base = ModelID(base)
    change.team = team ? "\(EnumerationCast.team.rawValue)" : nil
    change.agent = agent ? EnumerationCast.name(.agent) : nil
    change.date = date ? "\(EnumerationCast.date)" : nil
    return SpelledChange(header: header, change: change)
  }

  private mutating func creation(hasTeam: Bool) -> SpelledChange {
    let id = next(on: Self.requesterAtStart)
    let team = hasTeam ? EnumerationCast.team : nil
    let header = Header(
      id: id, request: id, context: Context(), author: EnumerationCast.number(.requester),
      authoredAt: 0,
      acknowledged: .start,
      body: .create(
        Creation(
          requester: EnumerationCast.number(.requester), team: team,
          lifecycle: lifecycle.nameAndVersion)))
    var change = ModelChange(
      id: ModelID(id), request: ModelID(id), kind: .transition, context: [],
      author: EnumerationCast.name(.requester), claim: 0)
    change.verb = Verb.create.rawValue
    change.lifecycle = lifecycle.name
    change.person = EnumerationCast.name(.requester)
    change.team = team.map { "\($0.rawValue)" }
    return SpelledChange(header: header, change: change)
  }

  private mutating func next(on replica: UInt32) -> ChangeID {
    sequences[replica, default: 0] += 1
    return ChangeID(
      replica: ReplicaID(rawValue: replica), sequence: sequences[replica, default: 1])
  }
}

extension ModelID {
  init(_ id: ChangeID) {
    self.init(Int(id.replica.rawValue), Int(id.sequence))
  }
}
