import EscaleCore
import Ledger
import SyncProtocol
import TestSupport

extension MemoryWorld {
  /// The directory changes: rights come and go while people work.
  func editDirectory(_ event: SimulatedEvent) async throws {
    var random = SeededRandom(seed: event.seed)
    let device = random.pick(devices.dropFirst())?.replica.id
    let edit = DirectoryChange(event, people: plan.people, device: device, &random)
    try await edit.make(on: ledger)
    situations.note("the directory was edited")
    if event.number == 9 { situations.note("the lifecycle of new requests changed") }
    tell("the directory changes: \(edit.name) (\(event.number))")
    await auditor?.observe(ledger)
  }

  /// Somebody with a program of his own sends what he likes.
  func deceive(_ event: SimulatedEvent) async throws {
    let index = Int(event.seed % UInt64(impostors.count))
    let head = storage.tables.state?.position ?? .start
    let message = impostors[index].message(
      seed: event.seed, knowing: storage.tables.entries.rows.map(\.row.entry),
      head: head.rawValue, now: serverClock.now,
      isMild: event.number == 1)
    do throws(Problem) {
      let bytes = try await ledger.answer(
        .sync, body: message.body, token: impostors[index].papers.token, client: "impostor")
      if let verdict = impostors[index].take(bytes, message.request, message.change) {
        situations.note(verdict, onSent: message.change)
        tell("an impostor's \(StoryLine.of(message.change, by: "")): \(verdict.outcome.name)")
      }
    } catch {
      situations.note("malice refused: \(error.code)")
      if storage.tables.state?.position != head {
        findings.append("a refused message left something behind: \(error.code)")
      }
    }
    await auditor?.observe(ledger)
  }

  /// Everything that isn't as it must be once all have synced.
  func examine() async throws {
    let tables = storage.tables
    let entries = tables.entries.rows.map(\.row.entry)
    let desk = SettledDesk(entries: entries, directory: try await ledger.directory())
    findings += desk.flaws + desk.slander(except: Set(impostors.map(\.papers.replica)))
    findings += impostors.flatMap { desk.alterations(of: $0.sent) }
    if let auditor {
      findings += desk.differences(from: await auditor.model)
      findings += try await ledger.verify().problems.map(\.english)
    }
    let payloads = Set(entries.map(\.change.payload))
    for device in devices {
      let isServed =
        desk.directory.person(device.replica.person)?.isActive == true
        && tables.replicas[device.replica.id]?.revokedAt == nil
      if isServed {
        findings += desk.findings(on: device.replica).map { "\(device.name): \($0)" }
      }
      let missing = (device.made + device.entrusted).filter { !payloads.contains($0.payload) }
      guard !missing.isEmpty else { continue }
      let held = device.replica.requests.values.flatMap(\.changes).map(\.payload)
      for change in missing where !held.contains(change.payload) {
        findings.append("lost: \(change.id) of \(device.name)")
      }
    }
  }
}
