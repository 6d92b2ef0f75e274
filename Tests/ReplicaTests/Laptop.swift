import EscaleCore
import Foundation
import Replica
import ReplicaStore
import Seals

/// A technician's laptop in a test: one replica on real SQLite in a folder of its own, and the
/// deliveries that a server would send it.
final class Laptop {
  static let me = PersonNumber(rawValue: 1)
  static let paul = PersonNumber(rawValue: 2)
  static let karim = PersonNumber(rawValue: 3)
  static let team = TeamNumber(rawValue: 1)
  static let otherReplica = ReplicaID(rawValue: 9)
  static let start: Int64 = 1_790_000_000_000

  let folder: URL
  let path: String
  let replica: LocalReplica
  private var position: UInt64 = 1

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "escale-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("replica.sqlite").path
    _ = try ReplicaStore(creatingAt: path, Laptop.identity())
    replica = try LocalReplica(path: path, access: .writing, surroundings: Laptop.surroundings())
    try deliver(directory: Laptop.directory)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The same replica as another program would open it.
  func reopened(_ access: ReplicaStore.Access = .writing) throws -> LocalReplica {
    try LocalReplica(path: path, access: access, surroundings: Laptop.surroundings())
  }

  /// Delivers what a server would, the ledger going on by as many positions as there are entries.
  @discardableResult
  func deliver(
    entries: [(Change, Verdict)] = [], results: [(UInt32, Verdict)] = [],
    directory: [DirectoryItem] = [], forgotten: [RequestID] = [], within: RequestID? = nil
  ) throws -> DeliveryOutcome {
    let placed = entries.map { change, verdict in
      LedgerEntry(
        position: next(), change: change, verdict: verdict, receivedAt: Laptop.start)
    }
    let settled = results.map { sequence, verdict in
      PushResult(sequence: sequence, ruling: .decided(next(), verdict, receivedAt: Laptop.start))
    }
    let items = directory.map {
      DirectoryEntry(position: Position(rawValue: 1), key: $0.key, bytes: $0.bytes)
    }
    let here = Position(rawValue: position)
    var cursor = Cursor(position: here)
    if let within {
      cursor.within = Cursor.Within(position: here.next, request: within, entry: here)
    }
    return try replica.store.write { [cursor] writer in
      try writer.apply(
        Delivery(
          results: settled, entries: placed, directory: items, forgotten: forgotten,
          cursor: cursor, head: Head(epoch: 1, position: here, link: .zero),
          serverClock: Laptop.start, deviceClock: Laptop.start, digest: .zero, receipt: []))
    }
  }

  private func next() -> Position {
    position += 1
    return Position(rawValue: position)
  }

  func newRequest(_ title: String = "Imprimante en panne") throws -> RequestView {
    try replica.create(
      NewRequest(
        service: Laptop.service, title: title, description: "Elle clignote.",
        requester: Laptop.paul))
  }

  func act(_ verb: Verb, _ text: String? = nil, on ref: RequestID) throws -> RequestView {
    try replica.perform(
      .transition(
        TransitionCommand(verb: verb, agent: verb == .assign ? Laptop.me : nil, text: text)),
      on: ref)
  }
}

extension Laptop {
  static let service = CatalogueNode(
    number: 1, code: "proximite", parent: nil, order: 0,
    name: Words(french: "Proximité", english: "On-site"), team: team)

  static let directory: [DirectoryItem] = [
    .person(person(me, "lea", [.requester, .agent], [team])),
    .person(person(paul, "paul", [.requester], [])),
    .person(person(karim, "karim", [.requester, .agent], [team])),
    .team(Team(number: team, code: "PROX", name: Words(french: "Proximité", english: "On-site"))),
    .team(
      Team(
        number: TeamNumber(rawValue: 2), code: "TRI",
        name: Words(french: "Tri", english: "Triage"))),
    .service(service),
    .policy(Policy(triageTeam: TeamNumber(rawValue: 2))),
    .lifecycle(1, .lorraine),
  ]

  private static func person(
    _ number: PersonNumber, _ name: String, _ roles: Roles, _ teams: [TeamNumber]
  ) -> Person {
    Person(
      number: number, name: name, fullName: name.capitalized,
      email: "\(name)@example.org", roles: roles, teams: teams)
  }

  static func identity() throws -> ReplicaIdentity {
    let ledger = LedgerID(bytes: Array(repeating: 7, count: LedgerID.byteCount))
    let id = ReplicaID(rawValue: 8)
    guard let ledger else { throw StoreFault.failed(path: "", reason: "no ledger id") }
    return ReplicaIdentity(
      ledger: ledger, replica: id, person: me, server: "http://127.0.0.1:1",
      serverKey: SigningKey().verifyingKey.bytes, signingKey: SigningKey().secret,
      token: "token", device: "laptop",
      startLink: ReplicaChain.start(ledger: ledger, replica: id))
  }

  static func surroundings() -> Surroundings {
    Surroundings(now: { start }, randomBytes: { Array(repeating: 5, count: $0) })
  }

  /// A transition that Karim made on another device, having seen what is given.
  static func karims(
    _ verb: Verb, sequence: UInt32, on view: RequestView, seeing context: Context, base: ChangeID,
    agent: PersonNumber? = nil, text: String = "ailleurs"
  ) -> Change {
    Change(
      header: Header(
        id: ChangeID(replica: otherReplica, sequence: sequence), request: view.ref,
        context: context, author: karim, authoredAt: start, acknowledged: .start,
        body: .transition(TransitionStep(verb: verb, base: base, agent: agent))),
      payload: Payload(nonce: Array(repeating: 1, count: 8), text: text))
  }
}
