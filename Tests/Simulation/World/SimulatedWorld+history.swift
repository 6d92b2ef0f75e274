import EscaleCore
import Foundation
import Ledger
import Replica
import ReplicaStore
import SyncProtocol
import TestSupport

extension SimulatedWorld {
  /// Somebody joins with one more device: it isn't given what ended long ago.
  func join(_ event: SimulatedEvent) async throws {
    guard devices.count < Self.deviceLimit, let ledger = try await startServer() else { return }
    var random = SeededRandom(seed: event.seed)
    guard let name = random.pick(plan.people) else { return }
    try await importPast(&random, ledger, event)
    guard !serverDisk.isDead, server.ledger != nil else { return }
    let device = try bareDevice(name)
    do {
      let invite = try await ledger.invite(name)
      let connection = WeatheredConnection(
        to: server, in: Weather(), memory: memory, situations: situations)
      _ = try await LocalReplica.join(
        JoinRequest(
          server: "simulation", user: name, credential: .invite(invite.code), deviceName: name,
          path: device.path),
        over: connection, surroundings: device.surroundings)
    } catch LedgerError.userInactive {
      return try FileManager.default.removeItem(at: device.folder)
    } catch  where serverDisk.hasStruck || serverDisk.isDead {
      try? FileManager.default.removeItem(at: device.folder)
      return try await stopServer(seed: event.seed)
    }
    devices.append(device)
    situations.note("somebody joined with one more device")
    tell("\(name) joins with device \(device.index)")
    try await sync(device, in: Weather(event), event)
    guard let history = try? device.replica().store.read({ try $0.history() }) else { return }
    situations.note("a device has a horizon")
    if history.isLeft { situations.note("a device left history on the server") }
  }

  /// What an import brings: a request that ended two months ago, or is still open.
  private func importPast(
    _ random: inout SeededRandom, _ ledger: DeskLedger, _ event: SimulatedEvent
  ) async throws {
    let directory = try await ledger.directory()
    guard let requester = random.pick(directory.people), let team = directory.team(code: "PROX"),
      let agent = directory.person(named: "lea")
    else { return }
    let then = serverClock.now - 60 * 86_400_000
    func draft(
      _ body: ServerDraft.Body, _ target: ServerDraft.Target, by author: PersonNumber,
      _ fields: [FieldKey: String] = [:]
    ) -> ServerDraft {
      ServerDraft(
        body, on: target, author: author, authoredAt: then, receivedAt: then, text: "autrefois",
        fields: fields)
    }
    var drafts = [
      draft(
        .create(
          requester: requester.number, team: team.number, lifecycle: directory.policy.lifecycle),
        .new, by: requester.number,
        [.title: "autrefois", .description: "d", .service: "panne", .form("equipe"): "PROX"]),
      draft(.transition(.assign, agent: agent.number), .draft(0), by: agent.number),
      draft(.transition(.resolve), .draft(0), by: agent.number),
    ]
    if !random.once(in: 4) {
      drafts.append(draft(.transition(.close), .draft(0), by: requester.number))
    }
    do {
      _ = try await ledger.record(drafts)
      situations.note("a past was imported")
      await auditor.observe(ledger, isImport: true)
    } catch  where serverDisk.hasStruck || serverDisk.isDead {
      try await stopServer(seed: event.seed)
    }
  }

  /// Somebody asks for a request that his device doesn't hold: one that ended mostly.
  func fetch(_ device: SimulatedDevice, _ event: SimulatedEvent) async throws {
    try start(device, event)
    guard !device.isParted, try await startServer() != nil else { return }
    var random = SeededRandom(seed: event.seed)
    guard let directory = await auditor.directory else { return }
    let desk = SettledDesk(entries: await auditor.entries, directory: directory)
    let replica = try device.replica()
    let person = desk.directory.person(try replica.identity().person)
    let held = try HeldPast(of: replica)
    let behind = desk.ends.keys.sorted().filter { request in
      person.map { desk.mayBeLeft(request, by: held, for: $0) } == true
    }
    let all = desk.requests
    guard let request = random.pick(behind.isEmpty || random.once(in: 6) ? all : behind) else {
      return
    }
    let connection = WeatheredConnection(
      to: server, in: Weather(event), memory: memory, situations: situations)
    do {
      try await replica.fetch(request, over: connection)
      situations.note("a request was fetched")
      tell("\(device.name) fetches \(request)")
    } catch let fault as HistoryFault {
      situations.note("a request wasn't fetched: \(fault.code)")
    } catch let fault as StoreFault {
      try disk(of: device, failed: fault, event)
    } catch let failure as ServerFailure {
      guard failure.code != "sync.other-history", failure.code != "sync.restored" else {
        return situations.note("a request wasn't fetched: \(failure.code)")
      }
      try note(failure, of: device, in: Weather(event))
    } catch SyncFault.otherHistory where isServerRestored {
      situations.note("a request wasn't fetched: a server was restored")
    } catch let fault as SyncFault where Weather(event).fault == .cutAnswer {
      situations.note("an answer was refused: \(fault.code)")
    }
    if serverDisk.isDead { try await stopServer(seed: event.seed) }
  }
}
