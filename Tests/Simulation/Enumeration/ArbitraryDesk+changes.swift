import EscaleCore
import TestSupport

extension ArbitraryDesk {
  /// A device learns of the ledger so far, and often says so.
  mutating func pull() {
    guard let replica = random.pick(ArbitraryCast.persons) else { return }
    people.held[replica] = model.head
    guard random.once(in: 2) else { return }
    let own = people.lastSequence(replica)
    acknowledgements.append((replica, model.head, own))
    model.acknowledge(replica: replica, position: model.head, ownLast: own)
  }

  /// A right is given or withdrawn.
  mutating func editDirectory() {
    guard let number = random.pick(ArbitraryCast.persons), let team = random.pick([1, 2]) else {
      return
    }
    let (name, choice) = ("\(number)", random.number(1...6))
    model.edit { directory in
      switch choice {
      case 1: directory.people[name]?.isActive.toggle()
      case 2: directory.devices[number]?.isActive.toggle()
      case 3: directory.people[name]?.teams.removeAll { $0 == "\(team)" }
      case 4: directory.retiredTeams = directory.retiredTeams.isEmpty ? ["\(team)"] : []
      default: directory.people[name] = ArbitraryCast.directory.people[name]
      }
    }
  }

  /// What somebody sends next: mostly honest, each of its parts spoiled now and then.
  mutating func arbitraryChange() -> SpelledChange {
    let replica = random.pick(ArbitraryCast.replicas) ?? ModelLedger.serverReplica
    let id = ModelID(replica, people.lastSequence(replica) + 1)
    let isRefusedToo = random.once(in: 20)
    let requests = model.entries
      .filter { $0.change.creates && ($0.counts || isRefusedToo) }.map(\.change.id)
    guard let request = random.pick(requests),
      !random.once(in: 15)
    else {
      return spelled(creation(id))
    }
    let created = model.entries.first { $0.change.id == request }?.position ?? 0
    if people.held[replica] ?? 0 < created, !random.once(in: 10) {
      people.held[replica] = random.number(created...model.head)
    }
    let held = replica == ModelLedger.serverReplica ? model.head : people.held[replica] ?? 0
    let seen = model.entries.filter {
      $0.change.request == request
        && (($0.counts && $0.position <= held) || $0.change.id.replica == replica)
    }
    let author = replica == ModelLedger.serverReplica ? 0 : replica
    var change = ModelChange(
      id: id, request: request, kind: .transition, context: clock(seen.map(\.change)),
      author: ArbitraryCast.name(author), claim: held)
    fill(&change, ModelRequest(seen, model.lifecycles))
    spoil(&change)
    return spelled(change)
  }

  private mutating func creation(_ id: ModelID) -> ModelChange {
    let author = id.replica == ModelLedger.serverReplica ? 0 : id.replica
    var change = ModelChange(
      id: id, request: id, kind: .transition, context: [], author: ArbitraryCast.name(author),
      claim: people.held[id.replica] ?? 0)
    change.verb = Verb.create.rawValue
    change.lifecycle = lifecycle.name
    let others = ArbitraryCast.persons.map { "\($0)" }
    let isForOthers = random.once(in: 8) || model.directory.people[change.author]?.isAgent == true
    change.person = isForOthers ? random.pick(others) : change.author
    change.team = random.once(in: 3) ? nil : "\(random.number(1...2))"
    return change
  }

  /// What the change is about, seen from what its author knows.
  private mutating func fill(_ change: inout ModelChange, _ shown: ModelRequest) {
    if change.author != ModelLedger.system, random.once(in: 4) {
      change.kind = random.pick([.contact, .remark, .edit]) ?? .remark
      guard change.kind == .contact else { return }
      change.person = random.pick(ArbitraryCast.persons).map { "\($0)" }
      change.adds = !random.once(in: 3)
      return
    }
    let role = role(of: change.author)
    let open = lifecycle.transitions(from: State(rawValue: shown.state))
      .filter { ReplicaRole($0.by) == role }
    let any = lifecycle.transitions.filter { !$0.from.isEmpty }
    guard let row = random.pick(open.isEmpty || random.once(in: 10) ? any : open) else { return }
    change.verb = row.verb.rawValue
    change.base = shown.path.last ?? change.request
    if row.needs.contains(.team) { change.team = "\(random.number(1...2))" }
    if row.needs.contains(.date) { change.date = "1" }
    if row.needs.contains(.agent) {
      let other = random.pick(ArbitraryCast.persons).map { "\($0)" }
      change.agent = random.once(in: 2) ? other : change.author
    }
  }

  private func role(of author: String) -> ReplicaRole {
    if author == ModelLedger.system { return .system }
    return model.directory.people[author]?.isAgent == true ? .agent : .requester
  }

  /// Makes one thing of a change untrue, two times in five.
  private mutating func spoil(_ change: inout ModelChange) {
    let ids = model.entries.map(\.change.id)
    switch random.number(1...20) {
    case 1: change.context.removeAll { _ in random.once(in: 2) }
    case 2: change.context = random.pick(ids).map { clock(change.context + [$0]) } ?? []
    case 3: change.context = clock(change.context + [ModelID(ArbitraryCast.outsiders, 1)])
    case 4 where change.base != nil: change.base = random.pick(ids) ?? change.base
    case 5 where change.base != nil: change.base = ModelID(ArbitraryCast.outsiders, 1)
    case 6: change.claim = random.number(0...model.head + 1)
    case 7: change.author = random.pick(ArbitraryCast.persons).map { "\($0)" } ?? change.author
    case 8: change.context = change.context.map { ModelID($0.replica, max(1, $0.sequence - 1)) }
    case 9: change.context = clock(change.context + [change.id.later(by: random.number(0...2))])
    default: break
    }
  }

  private func clock(_ seen: [ModelChange]) -> [ModelID] {
    clock(seen.map(\.id))
  }

  private func clock(_ ids: [ModelID]) -> [ModelID] {
    Context(ids.map(ChangeID.init)).entries.map(ModelID.init)
  }
}

extension ArbitraryDesk {
  /// The same change in the engine's words.
  private func spelled(_ change: ModelChange) -> SpelledChange {
    SpelledChange(
      header: Header(
        id: ChangeID(change.id), request: ChangeID(change.request),
        context: Context(change.context.map(ChangeID.init)),
        author: ArbitraryCast.number(change.author), authoredAt: 0,
        acknowledged: Position(rawValue: UInt64(change.claim)), body: body(change)),
      change: change)
  }

  private func body(_ change: ModelChange) -> Header.Body {
    let person = change.person.map(ArbitraryCast.number) ?? .system
    let team = change.team.flatMap { UInt32($0) }.map(TeamNumber.init)
    switch change.kind {
    case .contact: return .contact(ContactChange(person: person, removes: !change.adds))
    case .remark: return .comment(Comment(isPrivate: false))
    case .edit: return .edit(Edit(keys: [.title]))
    case .transition where change.creates:
      return .create(
        Creation(requester: person, team: team, lifecycle: lifecycle.nameAndVersion))
    case .transition:
      return .transition(
        TransitionStep(
          verb: Verb(rawValue: change.verb), base: ChangeID(change.base ?? change.request),
          team: team, agent: change.agent.map(ArbitraryCast.number),
          date: change.date.flatMap { Int64($0) }))
    }
  }
}

extension ModelID {
  fileprivate func later(by count: Int) -> ModelID { ModelID(replica, sequence + count) }
}

extension ChangeID {
  init(_ id: ModelID) {
    self.init(
      replica: ReplicaID(rawValue: UInt32(id.replica)), sequence: UInt32(id.sequence))
  }
}
