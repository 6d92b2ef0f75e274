import EscaleCore

/// One request's history of well-formed changes, decided one by one, folded, shown and explained:
/// what an enrolled device that lies can make the desk do.
@_cdecl("LLVMFuzzerTestOneInput")
public func history(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var desk = FuzzedDesk(UnsafeRawBufferPointer(start: start, count: count))
  desk.run()
  return 0
}

private struct FuzzedDesk {
  private static let changeLimit = 64

  private var source: FuzzSource
  private let lifecycle = Lifecycle.lorraine
  private var history: RequestHistory?
  private var fold: RequestFold?
  private var folded: [FoldedChange] = []
  private var named: [ChangeID: DecisionCase.NamedChange] = [:]
  private var ids: [ChangeID] = []

  init(_ bytes: UnsafeRawBufferPointer) { source = FuzzSource(bytes) }

  mutating func run() {
    while !source.isEmpty, ids.count < Self.changeLimit { send() }
    guard let fold else { return }
    let view = RequestView(fold: fold, changes: folded)
    guard fold.history.effectiveChainIDs.first == view.ref else {
      fatalError("an effective chain begins elsewhere")
    }
  }

  private mutating func send() {
    let header = header()
    guard let read = try? Header(bytes: header.bytes) else { return }
    let former = ids.last { $0.replica == read.id.replica }
    let known = named
    let question = DecisionCase(
      header: read, hash: .zero, history: history, lifecycle: lifecycle,
      named: read.namedChanges(
        formerOwn: former, held: { known[$0] },
        lastCounted: { known.lastCounted(upTo: $0, on: read.request) }),
      formerOwn: former, enrolled: read.author, now: facts(), acknowledged: facts(),
      isOfflineTooLong: source.byte() == 255, hasText: source.byte() != 255)
    guard case .verdict(let verdict) = decide(question) else { return }
    take(read, verdict)
  }

  private mutating func take(_ header: Header, _ verdict: Verdict) {
    ids.append(header.id)
    named[header.id] = .init(
      request: header.request, context: header.context, outcome: verdict.outcome)
    let position = Position(rawValue: UInt64(ids.count))
    let change = FoldedChange(
      header: header, payload: payload(), verdict: verdict, position: position,
      receivedAt: Int64(bitPattern: source.number()))
    if history == nil {
      guard verdict.outcome.counts else { return }
      history = RequestHistory(header, lifecycle: lifecycle, position: position)
      fold = RequestFold(change, lifecycle: lifecycle)
    } else {
      history?.append(header, verdict: verdict, position: position)
      fold?.append(change)
    }
    folded.append(change)
  }

  private mutating func header() -> Header {
    let replica = ReplicaID(rawValue: UInt32(source.small(4)) + 1)
    let last = ids.last { $0.replica == replica }?.sequence ?? 0
    let id = ChangeID(replica: replica, sequence: last &+ 1)
    let creation = history?.request
    let body = creation == nil ? create() : body()
    return Header(
      id: id, request: creation ?? id, context: creation == nil ? Context() : context(),
      author: PersonNumber(rawValue: UInt32(source.small(4))),
      authoredAt: Int64(bitPattern: source.number()),
      acknowledged: Position(rawValue: UInt64(source.small(8))), body: body)
  }

  private mutating func context() -> Context {
    guard source.byte() != 255 else {
      return Context([ChangeID(replica: .server, sequence: UInt32(clamping: source.number()))])
    }
    let seen = source.small(64)
    return Context(ids.prefix(max(1, seen)))
  }

  private mutating func create() -> Header.Body {
    .create(
      Creation(
        requester: person() ?? PersonNumber(rawValue: 1), team: team(),
        lifecycle: lifecycle.nameAndVersion))
  }

  private mutating func body() -> Header.Body {
    switch source.small(8) {
    case 0: .comment(Comment(isPrivate: source.flag()))
    case 1: .edit(Edit(keys: [.title]))
    case 2:
      .contact(
        ContactChange(person: person() ?? PersonNumber(rawValue: 1), removes: source.flag()))
    case 3: .other(.unknown(source.number()))
    default: .transition(step())
    }
  }

  private mutating func step() -> TransitionStep {
    let verb = source.pick(lifecycle.transitions.map(\.verb)) ?? .resolve
    let base = source.flag() ? history?.effectiveChainIDs.last : source.pick(ids)
    return TransitionStep(
      verb: verb, base: base ?? ChangeID(replica: .server, sequence: 1), team: team(),
      agent: person(), date: source.flag() ? Int64(bitPattern: source.number()) : nil)
  }

  private mutating func team() -> TeamNumber? {
    source.flag() ? TeamNumber(rawValue: UInt32(source.small(3))) : nil
  }

  private mutating func person() -> PersonNumber? {
    source.flag() ? PersonNumber(rawValue: UInt32(source.small(4))) : nil
  }

  private mutating func payload() -> Payload {
    Payload(
      nonce: Array(repeating: 0, count: Payload.nonceByteCount), text: source.text(),
      fields: [.title: source.text()])
  }

  private mutating func facts() -> DirectoryFacts {
    DirectoryFacts(
      author: standing(), person: source.flag() ? standing() : nil,
      isReplicaActive: source.byte() != 255, triageTeam: TeamNumber(rawValue: 1),
      retiredTeams: source.flag() ? [] : [TeamNumber(rawValue: 2)],
      isTeamRight: source.byte() != 255)
  }

  private mutating func standing() -> PersonStanding {
    PersonStanding(
      isActive: source.byte() != 255, roles: Roles(rawValue: source.byte() | 1),
      teams: [TeamNumber(rawValue: UInt32(source.small(3)))])
  }
}
