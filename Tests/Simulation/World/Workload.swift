import EscaleCore
import TestSupport

/// Where somebody works: what his device shows, and what he can do there.
protocol Workplace {
  /// Whose device it is.
  var me: PersonNumber { get throws }
  /// The requests that it shows, in the order of their references.
  var shown: [ShownRequest] { get throws }
  func lifecycle(of request: ShownRequest) throws -> Lifecycle?
  func number(ofPerson name: String) throws -> PersonNumber?
  func number(ofTeam code: String) throws -> TeamNumber?
  func service() throws -> CatalogueNode?
  mutating func create(_ request: NewRequest, takes: Bool) throws
  mutating func perform(_ commands: [RequestCommand], on request: RequestID) throws
}

/// As much of a request as decides what people do about it.
struct ShownRequest {
  let ref: RequestID
  let state: State
  let requester: PersonNumber
  let lifecycle: LifecycleVersion
}

/// One thing that people do, drawn from a seed and from what a device shows.
struct Workload {
  private var random: SeededRandom
  private let now: Int64
  /// How many requests a device shows before new ones become rare.
  private static let plenty = 3

  init(seed: UInt64, now: Int64) {
    random = SeededRandom(seed: seed)
    self.now = now
  }

  /// Does it.
  ///
  /// - Throws: What the place of work throws where the rules refuse it.
  mutating func act(at place: inout some Workplace) throws {
    let requests = try place.shown
    let isNew = random.once(in: requests.count < Self.plenty ? 2 : 14)
    guard !isNew, let request = pick(requests) else { return try create(at: &place) }
    try place.perform(commands(on: request, place), on: request.ref)
  }

  /// The same few requests most of the time: people meet there.
  private mutating func pick(_ requests: [ShownRequest]) -> ShownRequest? {
    random.once(in: 3) ? random.pick(requests) : random.pick(requests.prefix(Self.plenty))
  }

  private mutating func create(at place: inout some Workplace) throws {
    guard let service = try place.service() else { return }
    let team = random.pick(["PROX", "PROX", "RESEAU", nil]) ?? nil
    let others = random.once(in: 3) ? try somebody(place) : nil
    let request = NewRequest(
      service: service, title: text(), description: text(), requester: others,
      answers: team.map { ["equipe": $0] } ?? [:],
      contacts: random.once(in: 6) ? [try somebody(place)] : [])
    try place.create(request, takes: random.once(in: 5))
  }

  private mutating func commands(
    on request: ShownRequest, _ place: some Workplace
  ) throws -> [RequestCommand] {
    switch random.number(1...16) {
    case 1, 2: return [.comment(text: text(), isPrivate: random.once(in: 2))]
    case 3: return [.edit([random.pick([.title, .location, .urgency]) ?? .title: value()])]
    case 4: return [.contact(try somebody(place), removes: random.once(in: 3))]
    case 5: return [.comment(text: text(), isPrivate: false), try verb(on: request, place)]
    default: return [try verb(on: request, place)]
    }
  }

  private mutating func verb(
    on request: ShownRequest, _ place: some Workplace
  ) throws -> RequestCommand {
    let lifecycle = try place.lifecycle(of: request) ?? .lorraine
    let isOwn = try place.me == request.requester
    let open = lifecycle.transitions(from: request.state).filter { row in
      row.by != .system && (row.by != .requester || isOwn || random.once(in: 8))
    }
    let isAny = open.isEmpty || random.once(in: 12)
    let row = random.pick(
      isAny ? lifecycle.transitions.filter { $0.by != .system && $0.verb != .create } : open)
    let needs = row?.needs ?? []
    return .transition(
      TransitionCommand(
        verb: row?.verb ?? .close,
        team: needs.contains(.team) ? random.pick(try teams(place)) : nil,
        agent: needs.contains(.agent) ? try somebody(place) : nil,
        date: needs.contains(.date) ? now + Int64(random.number(1...40)) * 86_400_000 : nil,
        text: needs.contains(where: \.isText) ? text() : nil))
  }

  private func teams(_ place: some Workplace) throws -> [TeamNumber] {
    try SimulatedDirectory.teamCodes.compactMap { try place.number(ofTeam: $0) }
  }

  /// Oneself half of the time.
  private mutating func somebody(_ place: some Workplace) throws -> PersonNumber {
    if random.once(in: 2) { return try place.me }
    let name = random.pick(SimulatedDirectory.names) ?? "lea"
    return try place.number(ofPerson: name) ?? .system
  }

  private mutating func value() -> String {
    random.once(in: 3) ? (random.pick(["low", "high"]) ?? "low") : text()
  }

  private mutating func text() -> String {
    let count = 1 + random.number(0...2)
    var text = random.pick(Self.words) ?? ""
    for _ in 1..<count { text += " " + (random.pick(Self.words) ?? "") }
    return text + "\(random.number(0...999))"
  }

  private static let words = [
    "imprimante", "réseau", "mot de passe", "e\u{301}cran", "水", "🖨️", "<b>", "\r\n",
  ]
}
