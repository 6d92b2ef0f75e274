import EscaleCore
import Ledger
import Seals
import SyncProtocol
import Testing

/// A replica reduced to what the protocol demands of it: no store, no screen.
final class Device {
  let desk: Desk
  let person: PersonNumber
  private(set) var replica: ReplicaID
  private(set) var token: String
  private(set) var key: SigningKey
  private(set) var acknowledgement = Acknowledgement(position: .start, ownLastSequence: 0)
  private(set) var cursor = Cursor.start
  private(set) var head: Head?
  /// Everything it was told of others' changes and holds, by position.
  private(set) var entries: [Position: LedgerEntry] = [:]
  private(set) var directory: [DirectoryItem.Key: DirectoryEntry] = [:]
  /// Its own changes in order, and the link before the first.
  private(set) var own: [Change] = []
  private(set) var verdicts: [ChangeID: Verdict] = [:]
  /// How far back it wants the history, and what it fetched from behind that.
  var historyWish = HistoryWish.whole
  private(set) var fetched: Set<RequestID> = []
  private(set) var leavesHistory = false
  private(set) var roundTrips = 0
  private var decided: UInt32 = 0

  init(of name: String, at desk: Desk) async throws {
    self.desk = desk
    key = SigningKey()
    let invite = try await desk.ledger.invite(name)
    let answer = try await desk.ledger.enrol(
      EnrolRequest(
        user: name, credential: .invite(invite.code), verifyingKey: key.verifyingKey.bytes,
        deviceName: "laptop of \(name)"), client: "test")
    person = answer.person
    replica = answer.replica
    token = answer.token
  }

  /// The same device twice: what a copied disk is.
  init(copyOf other: Device) {
    desk = other.desk
    person = other.person
    replica = other.replica
    token = other.token
    key = other.key
    acknowledgement = other.acknowledgement
    cursor = other.cursor
    head = other.head
    entries = other.entries
    own = other.own
    verdicts = other.verdicts
    decided = other.decided
  }

  var pending: [Change] { Array(own[Int(decided)...]) }

  func remember(_ change: Change) { own.append(change) }

  // MARK: Making changes

  /// Records a change as a well-behaved replica does.
  @discardableResult
  func make(
    _ body: Header.Body, on request: RequestID? = nil, text: String? = nil,
    fields: [FieldKey: String] = [:], attachment: EscaleCore.Attachment? = nil,
    author: PersonNumber? = nil, acknowledged: Position? = nil, context: Context? = nil
  ) -> ChangeID {
    let id = ChangeID(replica: replica, sequence: UInt32(own.count + 1))
    let header = Header(
      id: id, request: request ?? id,
      context: context ?? request.map { seen(of: $0) } ?? Context(), author: author ?? person,
      authoredAt: desk.clock.now, acknowledged: acknowledged ?? acknowledgement.position,
      body: body)
    own.append(
      Change(
        header: header,
        payload: Payload(
          nonce: [0, 1, 2, 3, 4, 5, 6, 7], text: text, fields: fields, attachment: attachment)))
    return id
  }

  @discardableResult
  func create(
    _ service: String = "wifi", team: String? = "PROX", requester: PersonNumber? = nil,
    title: String = "Plus de réseau", lifecycle: Lifecycle = .lorraine,
    more: [FieldKey: String] = [:]
  ) async throws -> RequestID {
    var number: TeamNumber?
    if let team { number = try await desk.team(team) }
    let fields: [FieldKey: String] = [
      .title: title, .description: "Depuis ce matin.", .service: service,
    ]
    return make(
      .create(
        Creation(
          requester: requester ?? person, team: number, lifecycle: lifecycle.nameAndVersion)),
      fields: fields.merging(more) { $1 })
  }

  @discardableResult
  func act(
    _ verb: Verb, on request: RequestID, base: ChangeID? = nil, team: TeamNumber? = nil,
    agent: PersonNumber? = nil, date: Int64? = nil, text: String? = "voici pourquoi"
  ) throws -> ChangeID {
    let step = TransitionStep(
      verb: verb, base: try base ?? #require(history(of: request)).effectiveID, team: team,
      agent: agent, date: date)
    return make(.transition(step), on: request, text: text)
  }

  @discardableResult
  func comment(
    _ text: String, on request: RequestID, isPrivate: Bool = false
  ) -> ChangeID {
    make(.comment(Comment(isPrivate: isPrivate)), on: request, text: text)
  }

  /// All changes of a request that are here, decided ones first.
  func changes(of request: RequestID) -> [(change: Change, verdict: Verdict, position: Position?)] {
    var all = entries.values.map { ($0.change, $0.verdict, Optional($0.position)) }
    all += own.map { ($0, verdicts[$0.id] ?? .applied, positions[$0.id]) }
    return all.filter { $0.0.header.request == request }
      .sorted { ($0.2 ?? .farAway, $0.0.id) < ($1.2 ?? .farAway, $1.0.id) }
      .map { (change: $0.0, verdict: $0.1, position: $0.2) }
  }

  func history(of request: RequestID, lifecycle: Lifecycle = .lorraine) -> RequestHistory? {
    var history: RequestHistory?
    for (change, verdict, position) in changes(of: request) {
      if history == nil {
        history = RequestHistory(change.header, lifecycle: lifecycle, position: position)
      } else {
        history?.append(change.header, verdict: verdict, position: position)
      }
    }
    return history
  }

  private func seen(of request: RequestID) -> Context {
    Context(changes(of: request).map(\.change.id))
  }

  // MARK: Talking to the server

  private var positions: [ChangeID: Position] = [:]

  func request(entryLimit: UInt64 = 20_000, changes: [Change]? = nil) -> SyncRequest {
    let changes = changes ?? pending
    var request = SyncRequest(
      ledger: desk.ledger.id, replica: replica, acknowledgement: acknowledgement,
      cursor: cursor, head: head, changes: changes, clock: desk.clock.now,
      entryLimit: entryLimit)
    request.history = historyWish
    request.fetched = fetched.sorted()
    if let last = changes.last { request.checkpoint = checkpoint(upTo: last.id.sequence) }
    return request
  }

  func checkpoint(upTo sequence: UInt32) -> Checkpoint {
    var link = ReplicaChain.start(ledger: desk.ledger.id, replica: replica)
    for change in own.prefix(Int(sequence)) { link = ReplicaChain.link(after: link, change) }
    var checkpoint = Checkpoint(lastSequence: sequence, link: link, signature: [])
    let statement = checkpoint.statement(ledger: desk.ledger.id, replica: replica)
    checkpoint.signature = key.signature(of: Hash.sha256(statement)) ?? []
    return checkpoint
  }

  /// Syncs until nothing more follows.
  func sync(entryLimit: UInt64 = 20_000) async throws {
    var hasMore = true
    while hasMore {
      let answer = try await exchange(entryLimit: entryLimit)
      apply(answer)
      hasMore = answer.hasMore
    }
  }

  /// One exchange, over the wire's bytes, whose answer is not applied.
  func exchange(entryLimit: UInt64 = 20_000) async throws -> SyncAnswer {
    roundTrips += 1
    let bytes = try await desk.ledger.answer(
      .sync, body: request(entryLimit: entryLimit).bytes, token: token, client: "test")
    return try SyncAnswer(bytes: bytes)
  }

  func apply(_ answer: SyncAnswer) {
    for item in answer.directory { directory[item.key] = item }
    for request in answer.renewed { forget(request) }
    for entry in answer.entries { entries[entry.position] = entry }
    for request in answer.forgotten { forget(request) }
    for result in answer.results {
      guard case .decided(let position, let verdict, _) = result.ruling else { continue }
      let id = ChangeID(replica: replica, sequence: result.sequence)
      verdicts[id] = verdict
      positions[id] = position
    }
    while Int(decided) < own.count, verdicts[own[Int(decided)].id] != nil { decided += 1 }
    if historyWish == .bounded { historyWish = answer.horizon.map(HistoryWish.since) ?? .whole }
    leavesHistory = leavesHistory || answer.leavesHistory
    cursor = answer.cursor
    head = answer.head
    acknowledgement = Acknowledgement(
      position: max(acknowledgement.position, cursor.position),
      ownLastSequence: UInt32(own.count))
  }

  /// Fetches a request whole, as its cursor has it; holds it only where the server has it so.
  func fetch(_ request: RequestID) async throws -> FetchAnswer.Standing {
    let head = try #require(head)
    var wish = FetchRequest(
      ledger: desk.ledger.id, head: head, position: cursor.position, request: request)
    var (parts, hasMore): ([LedgerEntry], Bool) = ([], true)
    while hasMore {
      let bytes = try await desk.ledger.answer(
        .fetch, body: wish.bytes, token: token, client: "test")
      let fetch = try FetchAnswer(bytes: bytes)
      guard fetch.standing == .here else { return fetch.standing }
      parts += fetch.answer.entries
      hasMore = fetch.answer.hasMore
      wish.after = parts.last?.position ?? .start
    }
    for entry in parts { entries[entry.position] = entry }
    fetched.insert(request)
    return .here
  }

  private func forget(_ request: RequestID) {
    entries = entries.filter { $0.value.change.header.request != request }
  }
}

extension Position {
  /// Behind everything that has a position.
  fileprivate static let farAway = Position(rawValue: .max)
}

extension RequestHistory {
  var effectiveID: ChangeID { steps[effective].id }
}
