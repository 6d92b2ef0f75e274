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

/// Devices that hold something from beyond what the server has told them, and whose syncs are cut
/// short: what was written under a former id, or came by hand.
///
/// They don't know yet what others did at the same time, and nobody is to be denied for that.
struct CutShortTests {
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
    try await transfer(request, to: "PROX-BRABOIS", by: karim)
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

  @Test func `nobody adds to what came by hand before he has what others added`()
    async throws
  {
    let request = try create("Écran noir", by: karim)
    let bundle = try karim.exportBundle(requests: []).bundle
    _ = try lea.importBundle(bundle, from: { _ in [] })
    try await transfer(request, to: "PROX-BRABOIS", by: karim)
    try speakOfSomethingElse()
    try await sync(karim)
    let turned = try #require(try await desk.ledger.entries(of: request).last).position

    let connection = PortionedConnection(to: network, until: turned)
    await #expect(throws: ServerFailure.self) { try await lea.sync(over: connection) }
    #expect(throws: ReplicaFault.stillArriving(request)) {
      _ = try lea.perform(.comment(text: "Toujours noir.", isPrivate: false), on: request)
    }
    try await sync(lea)
    #expect(try lea.list(ListFilter(scope: .all)).allSatisfy { $0.ref != request })
    #expect(try await refused(request) == [])
  }
}

extension CutShortTests {
  private func create(_ title: String, by replica: LocalReplica) throws -> RequestID {
    let service = try #require(try replica.catalogue().node(code: "proximite"))
    return try replica.create(
      NewRequest(
        service: service, title: title, description: "Depuis ce matin.",
        answers: ["equipe": "nancy-lettres"])
    ).ref
  }

  private func transfer(
    _ request: RequestID, to code: String, by replica: LocalReplica
  ) async throws {
    let team = try #require(await desk.ledger.directory().team(code: code))
    _ = try replica.perform(
      .transition(TransitionCommand(verb: .transfer, team: team.number, text: "Pour vous")),
      on: request)
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
      try await replica.sync(
        over: PortionedConnection(to: network, until: position, afterRenewal: true))
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

/// One entry comes at a time, until a replica has been told up to a position; the first sync of one
/// that is to take a new id before that comes through.
private final class PortionedConnection: SyncConnection {
  private let whole: BadConnection
  private let end: Position
  /// Whether it may break off.
  private let isArmed: Mutex<Bool>

  init(to whole: BadConnection, until end: Position, afterRenewal: Bool = false) {
    self.whole = whole
    self.end = end
    isArmed = Mutex(!afterRenewal)
  }

  func call(
    _ endpoint: Endpoint, body: [UInt8], token: String?
  ) async throws(ConnectionFailure) -> Reply {
    guard endpoint == .sync, var request = try? SyncRequest(bytes: body) else {
      if endpoint == .renew { isArmed.withLock { $0 = true } }
      return try await whole.call(endpoint, body: body, token: token)
    }
    guard !isArmed.withLock({ $0 }) || request.cursor.position < end else {
      throw .unreachable(reason: Words(french: "perdue", english: "lost"))
    }
    request.entryLimit = 1
    return try await whole.call(endpoint, body: request.bytes, token: token)
  }
}
