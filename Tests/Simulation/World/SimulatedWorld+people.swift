import EscaleCore
import Ledger
import Replica
import ReplicaStore
import SyncProtocol
import TestSupport

extension SimulatedWorld {
  /// The directory changes: rights come and go while people work.
  func editDirectory(_ event: SimulatedEvent) async throws {
    guard let ledger = try await startServer() else { return }
    var random = SeededRandom(seed: event.seed)
    let concerned = random.pick(devices.dropFirst()).flatMap { device in
      device.disk.isDead ? nil : try? device.replica().identity().replica
    }
    let edit = DirectoryChange(event, people: plan.people, device: concerned, &random)
    do {
      try await edit.make(on: ledger)
      situations.note("the directory was edited")
      if event.number == 9 { situations.note("the lifecycle of new requests changed") }
      tell("the directory changes (\(event.number)): \(edit.name)")
    } catch  where serverDisk.hasStruck || serverDisk.isDead {
      try await stopServer(seed: event.seed)
    }
    await auditor.observe(ledger)
  }
}

extension SimulatedWorld {
  func backUp(_ device: SimulatedDevice) throws {
    guard !device.disk.isDead else { return }
    try device.backUp()
    situations.note("a device was backed up")
  }

  func restore(_ device: SimulatedDevice) async throws {
    let known = await auditor.entries
    let isRestored = try device.restore { change in
      known.contains { $0.change.id == change.id && $0.change.payload == change.payload }
        || known.contains {
          $0.change.header.reissues == change.id && $0.change.payload == change.payload
        }
    }
    guard isRestored else { return }
    situations.note("a device was put back to its backup")
    tell("\(device.name)'s device is put back to its backup")
  }

  /// Somebody with a program of his own sends what he likes.
  func deceive(_ event: SimulatedEvent) async throws {
    guard try await startServer() != nil, !impostors.isEmpty else { return }
    let index = Int(event.seed % UInt64(impostors.count))
    let head = await auditor.position
    let message = impostors[index].message(
      seed: event.seed, knowing: await auditor.entries, head: head.rawValue, now: serverClock.now,
      isMild: event.number == 1)
    do throws(Problem) {
      let bytes = try await server.answer(
        .sync, body: message.body, token: impostors[index].papers.token, client: "impostor")
      if let verdict = impostors[index].take(bytes, message.request, message.change) {
        situations.note(verdict, onSent: message.change)
        tell("an impostor's \(StoryLine.of(message.change, by: "")): \(verdict.outcome.name)")
      }
    } catch {
      situations.note("malice refused: \(error.code)")
      guard await auditor.position == head else {
        return findings.append("a refused message left something behind: \(error.code)")
      }
    }
    if serverDisk.isDead { try await stopServer(seed: event.seed) }
  }
}

extension Situations {
  /// What came of something that somebody sent with a program of his own.
  func note(_ verdict: Verdict, onSent change: Change) {
    note(
      verdict.code.map { "malice \(verdict.outcome.name): \($0.rawValue)" }
        ?? "malice \(verdict.outcome.name)")
    if change.headerBytes != change.header.bytes { note("a change had fields of a later version") }
    if case .other = change.header.body { note("a change of an unknown kind") }
  }
}
