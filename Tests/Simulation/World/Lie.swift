import EscaleCore
import SyncProtocol
import TestSupport

/// What an impostor says: a change as an honest replica would make it, with one thing untrue.
struct Lie {
  var random: SeededRandom
  let papers: Impostor.Papers
  let entries: [LedgerEntry]
  let claim: UInt64
  let now: Int64
  /// Whether all of it could be true.
  let isMild: Bool
  /// A replica that nobody has.
  private static let nobody = ReplicaID(rawValue: 4_000)

  mutating func change(sequence: UInt32) -> Change {
    let id = ChangeID(replica: papers.replica, sequence: sequence)
    let counted = entries.filter(\.verdict.outcome.counts)
    let requests = counted.filter { $0.change.id == $0.change.header.request }
    guard !random.once(in: 8), let request = random.pick(requests)?.change.id else {
      return creation(id)
    }
    let own = entries.filter {
      $0.change.header.request == request && $0.change.id.replica == papers.replica
    }
    let seen =
      own
      + counted.filter {
        $0.change.header.request == request && $0.position.rawValue <= max(claim, 1)
          || $0.change.id == request
      }
    var context = Context(seen.map(\.change.id))
    for entry in seen where entry.verdict.outcome.counts {
      context.merge(entry.change.header.context)
    }
    var header = Header(
      id: id, request: request, context: context, author: papers.person, authoredAt: now,
      acknowledged: Position(rawValue: claim), body: body(on: request, seen))
    if !isMild { bend(&header) }
    let change = Change(
      header: header,
      payload: Payload(nonce: random.bytes(Payload.nonceByteCount), text: text(), fields: [:]))
    return random.once(in: 4) ? LaterVersion.adding(to: change) : change
  }

  private mutating func creation(_ id: ChangeID) -> Change {
    let requester = isMild || random.once(in: 3) ? PersonNumber(rawValue: 1) : papers.person
    let header = Header(
      id: id, request: id, context: Context(), author: papers.person, authoredAt: now,
      acknowledged: Position(rawValue: claim),
      body: .create(
        Creation(
          requester: requester, team: !isMild && random.once(in: 3) ? TeamNumber(rawValue: 2) : nil,
          lifecycle: !isMild && random.once(in: 6)
            ? LifecycleVersion(name: "none", version: 7) : Lifecycle.lorraine.nameAndVersion)))
    let fields: [FieldKey: String] = [.title: "t", .description: "d", .service: "panne"]
    return Change(
      header: header,
      payload: Payload(
        nonce: random.bytes(Payload.nonceByteCount),
        fields: !isMild && random.once(in: 5) ? [:] : fields))
  }

  private mutating func body(on request: RequestID, _ seen: [LedgerEntry]) -> Header.Body {
    switch random.number(1...8) {
    case 1: return .comment(Comment(isPrivate: random.once(in: 2)))
    case 2:
      return .contact(
        ContactChange(
          person: random.once(in: 2) ? papers.person : PersonNumber(rawValue: 2), removes: false))
    case 3: return .other(.unknown(77))
    default:
      let transitions = seen.filter { entry in
        switch entry.change.header.body {
        case .transition, .create: true
        default: false
        }
      }
      let base = transitions.last { $0.verdict.outcome == .applied }?.change.id ?? request
      guard !isMild else { return likely(on: base) }
      return .transition(
        TransitionStep(
          verb: random.pick(Self.verbs) ?? .close, base: base,
          team: random.once(in: 3) ? TeamNumber(rawValue: UInt32(random.number(1...4))) : nil,
          agent: random.once(in: 2) ? papers.person : nil,
          date: random.once(in: 3) ? now : nil))
    }
  }

  /// A transition that names all that it may need.
  private mutating func likely(on base: ChangeID) -> Header.Body {
    .transition(
      TransitionStep(
        verb: random.pick(Self.likelyVerbs) ?? .close, base: base,
        team: TeamNumber(rawValue: UInt32(random.number(1...3))), agent: papers.person, date: now))
  }

  private static let likelyVerbs: [Verb] = [
    .dispatch, .dispatch, .assign, .assign, .resolve, .transfer, .close, .freeze, .ask,
  ]

  private static let verbs: [Verb] = [
    .assign, .resolve, .close, .freeze, .transfer, .answer, .ask, .postpone, .resume,
    Verb(rawValue: "autoClose"), Verb(rawValue: "expire"), Verb(rawValue: "abracadabra"),
  ]

  private mutating func text() -> String? { !isMild && random.once(in: 6) ? nil : "malice" }

  /// Makes one thing of a header untrue.
  private mutating func bend(_ header: inout Header) {
    let ids = entries.map(\.change.id)
    switch random.number(1...12) {
    case 1: header.context = Context(header.context.entries.filter { _ in random.once(in: 2) })
    case 2: if let foreign = random.pick(ids) { header.context.insert(foreign) }
    case 3: header.context.insert(ChangeID(replica: Self.nobody, sequence: 1))
    case 4: header.author = PersonNumber(rawValue: UInt32(random.number(0...9)))
    case 5: header.acknowledged = Position(rawValue: UInt64(random.number(0...Int(claim) + 9)))
    case 6:
      header.context.insert(ChangeID(replica: header.id.replica, sequence: header.id.sequence + 3))
    case 7:
      guard case .transition(var step) = header.body, let other = random.pick(ids) else { return }
      step.base = other
      header.body = .transition(step)
    case 8:
      // He says that he has all of it, and has seen nothing of it.
      let own = header.context.entries.filter { $0.replica == header.id.replica }
      header.context = Context(own + [header.request])
    default: break
    }
  }
}

extension Lie {
  /// Makes one thing of a message untrue, at times.
  mutating func spoil(_ request: inout SyncRequest, sign: (Fingerprint) -> Checkpoint) {
    switch random.number(1...16) {
    case 1: request.checkpoint = sign(.zero)
    case 2: request.checkpoint?.signature = [UInt8](repeating: 7, count: 64)
    case 3: request.checkpoint = nil
    case 4: request.replica = ReplicaID(rawValue: UInt32(random.number(1...9)))
    case 5: request.head = Head(epoch: 1, position: Position(rawValue: 1), link: .zero)
    case 6: request.changes += request.changes
    case 7: request.versions = [UInt64(random.number(2...9))]
    default: break
    }
  }

  /// Changes, cuts or lengthens the bytes of a message, at times.
  mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    switch random.number(1...12) {
    case 1: return Array(bytes.prefix(random.number(0...bytes.count)))
    case 2: return bytes + random.bytes(3)
    case 3, 4:
      let place = random.number(0...bytes.count - 1)
      bytes[place] = UInt8(random.number(0...255))
      return bytes
    default: return bytes
    }
  }
}
