import EscaleCore
import Foundation
import Ledger
import Replica
import ReplicaStore
import Simulation
import SyncProtocol
import Synchronization
import TestSupport
import Testing

/// A device that goes on under a new id, and whose sync is cut short right after.
///
/// What it holds under its former id stands beyond what it has been told: it knows its own work, and
/// not yet what others did at the same time.
struct ForkTests {
  private let desk: SimulatedDesk
  private let network: BadConnection

  init() async throws {
    desk = try await SimulatedDesk(seed: 7, faultOneIn: 0)
    network = BadConnection(to: desk.ledger, random: SharedRandom(seed: 7))
  }

  private var lea: LocalReplica { desk.devices[0].replica }
  private var karim: LocalReplica { desk.devices[1].replica }

  @Test(arguments: 1...2)
  func `nobody adds to a request of his own before he has what others added`(
    forks: Int
  ) async throws {
    let request = try create("Écran noir", by: lea)
    var copy = try copied(0)
    try await sync(lea, times: 2)
    for _ in 1..<forks { copy = try await parted(copy) }
    try await sync(karim)
    let before = try await desk.ledger.head().position
    let paul = try #require(await desk.ledger.directory().person(named: "paul")).number
    _ = try karim.perform(.contact(paul, removes: false), on: request)
    try speakOfSomethingElse()
    let brabois = try #require(await desk.ledger.directory().team(code: "PROX-BRABOIS"))
    _ = try karim.perform(
      .transition(TransitionCommand(verb: .transfer, team: brabois.number, text: "Pour vous")),
      on: request)
    try await sync(karim)

    try await syncCutShort(copy, at: before.next)
    #expect(throws: ReplicaFault.requestLeft(request)) {
      _ = try copy.perform(.comment(text: "Toujours noir.", isPrivate: false), on: request)
    }
    try await sync(copy)
    _ = try copy.perform(.comment(text: "Toujours noir.", isPrivate: false), on: request)
    try await sync(copy)
    #expect(try await refused(request) == [])
    #expect(try await desk.ledger.entries(of: request).count == 4)
  }

  @Test func `what was written under the former id stays while its request comes anew`()
    async throws
  {
    let request = try create("Écran noir", by: lea)
    try await sync(lea, times: 2)
    let me = try lea.identity().person
    _ = try lea.perform(
      .transition(TransitionCommand(verb: .assign, agent: me)), on: request)
    let file = try attach("photo.txt", by: lea, to: request)
    let copy = try copied(0)
    _ = try copy.perform(.comment(text: "J’y vais.", isPrivate: false), on: request)
    try await makeAdministrator("lea")
    let turn = try await desk.ledger.head().position
    try speakOfSomethingElse()
    try await sync(karim)
    try await sync(lea, times: 2)

    try await syncCutShort(copy, at: turn)
    #expect(try copy.view(request).state == .assigned)
    _ = try copy.perform(
      .transition(TransitionCommand(verb: .freeze, text: "Pièce commandée")), on: request)
    try await sync(copy)
    #expect(try copy.view(request).state == .frozen)
    #expect(try await refused(request) == [])
    // Nobody sent its bytes yet: they are still this device's to send.
    #expect(try copy.store.read { try $0.isUnsent(file) })
  }
}

extension ForkTests {
  private func create(_ title: String, by replica: LocalReplica) throws -> RequestID {
    let service = try #require(try replica.catalogue().node(code: "proximite"))
    return try replica.create(
      NewRequest(
        service: service, title: title, description: "Depuis ce matin.",
        answers: ["equipe": "nancy-lettres"])
    ).ref
  }

  /// Entries that come in portions of their own.
  private func speakOfSomethingElse() throws {
    let other = try create("Autre chose", by: karim)
    for text in ["Un", "Deux", "Trois"] {
      _ = try karim.perform(.comment(text: text, isPrivate: false), on: other)
    }
  }

  private func attach(
    _ name: String, by replica: LocalReplica, to request: RequestID
  ) throws -> ChangeID {
    let path = FileManager.default.temporaryDirectory
      .appending(path: "\(UUID().uuidString)-\(name)")
    try Data("Voilà".utf8).write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    let kept = try #require(try replica.keep([path.path], for: request).first)
    _ = try replica.perform(.attachment(kept), on: request)
    let identity = try replica.identity()
    return ChangeID(replica: identity.replica, sequence: identity.lastSequence)
  }

  /// A device as it is now, on another disk.
  private func copied(_ index: Int) throws -> LocalReplica {
    try desk.copyDevice(index)
    return try #require(desk.devices.last).replica
  }

  /// Takes a new id for the last device, and parts it in two: the one that lags behind.
  private func parted(_ replica: LocalReplica) async throws -> LocalReplica {
    try await syncCutShort(replica, at: .start)
    let other = try copied(desk.devices.count - 1)
    try await sync(replica, times: 2)
    return other
  }

  private func makeAdministrator(_ name: String) async throws {
    try await desk.ledger.amendDirectory { draft in
      guard var person = draft.directory.person(named: name) else { return }
      person.roles.insert(.admin)
      draft.put(.person(person))
    }
  }

  private func sync(_ replica: LocalReplica, times: Int = 1) async throws {
    for _ in 0..<times { _ = try await replica.sync(over: network) }
  }

  /// A sync in which a new id is taken, and that breaks off once what was told reaches a position.
  private func syncCutShort(_ replica: LocalReplica, at position: Position) async throws {
    let former = try replica.identity().replica
    await #expect(throws: ServerFailure.self) {
      try await replica.sync(over: PortionedConnection(to: network, until: position))
    }
    let identity = try replica.identity()
    #expect(identity.replica != former)
    #expect(identity.cursor.position >= position)
  }

  /// What was refused of a request.
  private func refused(_ request: RequestID) async throws -> [ChangeID] {
    try await desk.ledger.entries(of: request).filter { !$0.verdict.outcome.counts }
      .map(\.change.id)
  }
}

/// One entry comes at a time, until a replica has a new id and has been told up to a position.
private final class PortionedConnection: SyncConnection {
  private let whole: BadConnection
  private let end: Position
  private let isRenewed = Mutex(false)

  init(to whole: BadConnection, until end: Position) {
    self.whole = whole
    self.end = end
  }

  func call(
    _ endpoint: Endpoint, body: [UInt8], token: String?
  ) async throws(ConnectionFailure) -> Reply {
    guard endpoint == .sync, var request = try? SyncRequest(bytes: body) else {
      if endpoint == .renew { isRenewed.withLock { $0 = true } }
      return try await whole.call(endpoint, body: body, token: token)
    }
    guard !isRenewed.withLock({ $0 }) || request.cursor.position < end else {
      throw .unreachable(reason: Words(french: "perdue", english: "lost"))
    }
    request.entryLimit = 1
    return try await whole.call(endpoint, body: request.bytes, token: token)
  }
}
