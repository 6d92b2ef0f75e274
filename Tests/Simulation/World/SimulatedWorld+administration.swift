import EscaleCore
import Ledger
import TestSupport

extension SimulatedWorld {
  /// An administrator erases what somebody wrote, or all that was written on a request.
  func erase(_ event: SimulatedEvent) async throws {
    guard let ledger = try await startServer() else { return }
    var random = SeededRandom(seed: event.seed)
    let entries = await auditor.entries
    guard let entry = random.pick(entries) else { return }
    let request = entry.change.header.request
    let isWhole = random.once(in: 6)
    let asked =
      isWhole
      ? entries.filter { $0.change.header.request == request }.map(\.change.id)
      : [entry.change.id]
    await auditor.note(erasureOf: asked)
    do {
      let count =
        try await isWhole ? ledger.erase(request: request) : ledger.erase([entry.change.id])
      situations.note("a text was erased", count)
      tell("an administrator erases \(isWhole ? "\(request)" : "\(entry.change.id)"): \(count)")
    } catch  where serverDisk.hasStruck || serverDisk.isDead {
      return try await stopServer(seed: event.seed)
    }
    await auditor.observe(ledger)
    try await auditor.compare(ledger)
  }

  /// An administrator adopts or refuses something that is quarantined.
  func settleQuarantine(_ event: SimulatedEvent) async throws {
    guard let ledger = try await startServer() else { return }
    var random = SeededRandom(seed: event.seed)
    do {
      guard let entry = random.pick(try await ledger.quarantine()) else { return }
      if random.once(in: 3) {
        try await ledger.refuse([entry.change.id])
        situations.note("what was quarantined was refused")
      } else {
        for adopted in try await ledger.adopt([entry.change.id]) {
          situations.note("what was quarantined was adopted: \(adopted.verdict.outcome.name)")
          tell("an administrator adopts \(entry.change.id) as \(adopted.id): \(adopted.verdict)")
        }
      }
    } catch  where serverDisk.hasStruck || serverDisk.isDead {
      return try await stopServer(seed: event.seed)
    }
    await auditor.observe(ledger)
  }
}
