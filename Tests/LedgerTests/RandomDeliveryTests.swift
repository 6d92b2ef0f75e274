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
}

/// A desk with a device for everybody, and chance.
struct Scene {
  let desk: Desk
  private(set) var devices: [Device] = []
  private var random: SeededRandom
  private var requests: [RequestID] = []
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
    default: try await sync(device, rounds: random.number(1...3))
    }
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
    var history: RequestHistory?
    for entry in entries {
      if history == nil {
        history = RequestHistory(
          entry.change.header, lifecycle: .lorraine, position: entry.position)
      } else {
        history?.append(entry.change.header, verdict: entry.verdict, position: entry.position)
      }
    }
    let people = [row.requester, row.creator] + (history?.contactPersons() ?? [])
    return people.contains(person.number) ? false : nil
  }
}
