import EscaleCore
import Ledger
import SyncProtocol
import TestSupport
import Testing

/// Many people act and sync at random, in small portions; in the end everybody must hold exactly
/// what a naive reading of the ledger gives him.
@Suite struct RandomDeliveryTests {
  @Test(arguments: 1...12)
  func `whatever the portions, everybody ends with exactly what he may see`(
    seed: UInt64
  ) async throws {
    var scene = try await Scene(seed: seed)
    for _ in 0..<150 { try await scene.step() }
    try await scene.levelEverybody()
    for device in scene.devices {
      let expected = try await scene.visible(to: device)
      let held = Set(device.entries.keys)
      let place = "seed \(seed), replica \(device.replica)"
      #expect(expected.subtracting(held).sorted() == [], "missing: \(place)")
      #expect(held.subtracting(expected).sorted() == [], "too much: \(place)")
    }
    #expect(try await scene.desk.ledger.verify().problems == [], "seed \(seed)")
  }

  @Test(arguments: 1...12)
  func `what lies behind a horizon is there whole or not at all, as it moved and was fetched`(
    seed: UInt64
  ) async throws {
    var scene = try await Scene(seed: seed)
    for _ in 0..<80 { try await scene.step() }
    try await scene.endEverything()
    try await scene.addBoundedDevices()
    for _ in 0..<120 { try await scene.step() }
    try await scene.levelEverybody()
    var left = 0
    for device in scene.devices {
      let place = "seed \(seed), replica \(device.replica)"
      let (expected, held) = (try await scene.visible(to: device), Set(device.entries.keys))
      #expect(held.subtracting(expected).sorted() == [], "too much: \(place)")
      for request in scene.requests {
        let whole = try await expected.intersection(scene.positions(of: request))
        let part = held.intersection(whole)
        switch try await scene.duty(device, request) {
        case .held: #expect(part == whole, "\(request), \(place)")
        case .left:
          #expect(part.isEmpty, "\(request), \(place)")
          left += whole.count
        case .either: #expect(part.isEmpty || part == whole, "\(request), \(place)")
        }
      }
    }
    #expect(left > 0, "seed \(seed)")
    #expect(try await scene.desk.ledger.verify().problems == [], "seed \(seed)")
  }
}

/// A desk with a device for everybody, and chance.
struct Scene {
  let desk: Desk
  private(set) var devices: [Device] = []
  private var random: SeededRandom
  private(set) var requests: [RequestID] = []
  private let names = [
    "claire", "denis", "amelie", "amelie", "bruno", "chloe", "tristan", "ada",
  ]

  init(seed: UInt64) async throws {
    random = SeededRandom(seed: seed)
    desk = try await Desk(seed: seed)
    for name in names { devices.append(try await desk.device(of: name)) }
  }

  mutating func step() async throws {
    desk.clock.advance(milliseconds: 1_000)
    let device = one(of: devices)
    switch random.number(0...11) {
    case 0, 1: requests.append(try await create(device))
    case 2, 3: comment(device)
    case 4, 5, 6: try await move(device)
    case 7: contact(device)
    case 8: try await editDirectory()
    default:
      if random.once(in: 3) { try await fetch(device) }
      try await sync(device, rounds: random.number(1...3))
    }
  }

  /// Has the timers end every request, and a year go by after that.
  mutating func endEverything() async throws {
    for days in [366, 22] as [Int64] {
      try await levelEverybody()
      desk.clock.advance(days: days)
      _ = try await desk.ledger.runTimers()
    }
    try await levelEverybody()
    desk.clock.advance(days: 366)
  }

  /// Devices that join now, and are content with what the policy gives.
  mutating func addBoundedDevices() async throws {
    for name in ["amelie", "bruno", "chloe", "claire", "tristan"] {
      let device = try await desk.device(of: name)
      device.historyWish = .bounded
      devices.append(device)
    }
  }

  private mutating func fetch(_ device: Device) async throws {
    guard device.head != nil, device.cursor.within == nil, device.historyWish != .whole,
      let request = random.pick(requests.filter { device.history(of: $0) == nil })
    else { return }
    _ = try await device.fetch(request)
  }

  enum Duty { case held, left, either }

  /// What a device must hold of a request that its user may see, by a naive reading.
  func duty(_ device: Device, _ request: RequestID) async throws -> Duty {
    guard case .since(let horizon) = device.historyWish, !device.fetched.contains(request) else {
      return .held
    }
    let person = try await desk.ledger.directory().person(device.person)
    if person?.roles.contains(.admin) == true { return .held }
    let entries = try await desk.ledger.entries(of: request)
    let ended = entries.indices.first { index in
      RequestHistory(Array(entries[...index]))?.standing.state == .closed
    }
    guard let end = ended.map({ entries[$0] }), end.position <= horizon.position,
      end.receivedAt < horizon.time
    else {
      return .held
    }
    // Whether what came later was for him depends on what he was then.
    return entries.contains { $0.position > horizon.position } ? .either : .left
  }

  func positions(of request: RequestID) async throws -> Set<Position> {
    Set(try await desk.ledger.entries(of: request).map(\.position))
  }

  mutating func levelEverybody() async throws {
    for _ in 0..<2 {
      for device in devices { try await sync(device, rounds: .max) }
    }
  }

  private mutating func one<Item>(of items: [Item]) -> Item {
    items[random.number(0...items.count - 1)]
  }

  private mutating func sync(_ device: Device, rounds: Int) async throws {
    var left = rounds
    while left > 0 {
      let answer = try await device.exchange(entryLimit: UInt64(random.number(1...4)))
      device.apply(answer)
      left = answer.hasMore ? left - 1 : 0
    }
  }

  private mutating func create(_ device: Device) async throws -> RequestID {
    let requester = random.once(in: 3) ? one(of: devices).person : device.person
    return random.once(in: 4)
      ? try await device.create("other", team: nil, requester: requester)
      : try await device.create(requester: requester)
  }

  private mutating func known(to device: Device) -> RequestID? {
    random.pick(requests.filter { device.history(of: $0) != nil })
  }

  private mutating func comment(_ device: Device) {
    guard let request = known(to: device) else { return }
    device.comment("Un mot.", on: request, isPrivate: random.once(in: 2))
  }

  private mutating func contact(_ device: Device) {
    guard let request = known(to: device) else { return }
    let person = one(of: devices).person
    device.make(
      .contact(ContactChange(person: person, removes: random.once(in: 2))), on: request)
  }

  private mutating func move(_ device: Device) async throws {
    guard let request = known(to: device),
      let state = device.history(of: request)?.standing.state,
      let row = random.pick(Lifecycle.lorraine.transitions(from: state).filter { $0.by != .system })
    else { return }
    var team: TeamNumber?
    if row.needs.contains(.team) {
      team = try await desk.team(one(of: ["PROX", "NET", "TRI"]))
    }
    try device.act(
      row.verb, on: request, team: team, agent: row.needs.contains(.agent) ? device.person : nil,
      date: row.needs.contains(.date) ? desk.clock.now : nil)
  }

  private mutating func editDirectory() async throws {
    let teams = ["PROX", "NET", "TRI"]
    let code = one(of: teams)
    guard random.once(in: 3) else {
      let name = one(of: ["amelie", "bruno", "chloe", "tristan"])
      return try await desk.setTeams(of: name, random.once(in: 3) ? [] : [code])
    }
    let (retires, makesAdmin) = (random.once(in: 2), random.once(in: 2))
    let isTeam = random.once(in: 2)
    try await desk.ledger.amendDirectory { draft in
      if isTeam, var team = draft.directory.team(code: code), code != "TRI" {
        team.isRetired = retires
        draft.put(.team(team))
      } else if var person = draft.directory.person(named: "bruno") {
        person.roles = makesAdmin ? [.requester, .agent, .admin] : [.requester, .agent]
        draft.put(.person(person))
      }
    }
  }

  /// The positions of others' entries that a device's user may see now, read without any cursor.
  func visible(to device: Device) async throws -> Set<Position> {
    let directory = try await desk.ledger.directory()
    let person = try #require(directory.person(device.person))
    var positions: Set<Position> = []
    for request in requests {
      let entries = try await desk.ledger.entries(of: request)
      let row = try await desk.ledger.request(request)
      guard let isAgent = sight(of: person, row, entries, directory) else { continue }
      for entry in entries where entry.change.id.replica != device.replica {
        let isOwn = entry.change.header.author == person.number
        if !entry.verdict.outcome.counts, !isOwn, !person.roles.contains(.admin) { continue }
        if case .comment(let comment) = entry.change.header.body, comment.isPrivate, !isAgent {
          continue
        }
        positions.insert(entry.position)
      }
    }
    return positions
  }

  /// Nil for nothing, else whether he sees as an agent does.
  private func sight(
    of person: Person, _ row: RequestRow?, _ entries: [LedgerEntry], _ directory: DeskDirectory
  ) -> Bool? {
    if person.roles.contains(.admin) { return true }
    guard let row else { return nil }
    let isAgent = person.roles.contains(.agent)
    if isAgent, row.agent == person.number { return true }
    if isAgent, person.teams.contains(directory.responsibleTeam(row.team)) { return true }
    let history = RequestHistory(entries)
    let people = [row.requester, row.creator] + (history?.contactPersons() ?? [])
    return people.contains(person.number) ? false : nil
  }
}

extension RequestHistory {
  /// What the entries of a request come to, in their order.
  fileprivate init?(_ entries: [LedgerEntry]) {
    guard let first = entries.first,
      var history = RequestHistory(
        first.change.header, lifecycle: .lorraine, position: first.position)
    else { return nil }
    for entry in entries.dropFirst() {
      history.append(entry.change.header, verdict: entry.verdict, position: entry.position)
    }
    self = history
  }
}
