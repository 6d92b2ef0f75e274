import EscaleCore
import Ledger
import Seals

/// What came of one simulated world.
package struct SimulationResult: Sendable {
  /// What isn't as it must be; nothing, it is hoped.
  package var findings: [String]
  /// What happened, in words.
  package var story: [String]
  package var situations: Situations
  /// A hash over all that happened and all that the ledger holds.
  package var digest: Fingerprint
  /// How many writes and syncs each machine made, the server's first.
  package var operations: [Int]
}

extension SimulatedWorld {
  /// Lets a plan happen, heals everything, lets everybody sync twice, and looks.
  ///
  /// A machine falls where `crash` says so.
  package static func run(
    _ plan: SimulationPlan, crash: CrashPoint? = nil
  ) async throws -> SimulationResult {
    let world = try await SimulatedWorld(plan, crash: crash)
    for (index, event) in plan.events.enumerated() {
      do {
        try await world.perform(event)
      } catch {
        world.findings.append("event \(index), \(event.text): \(error)")
        break
      }
      let found = await world.auditor.findings
      guard found.isEmpty, world.findings.isEmpty else { break }
    }
    if world.findings.isEmpty, await world.auditor.findings.isEmpty {
      do {
        try await world.settle()
        try await world.examine()
      } catch { world.findings.append("in the end: \(error)") }
    }
    return await world.result()
  }

  private func result() async -> SimulationResult {
    let digest = Hash.sha256(
      trace, end: Array("\(String(describing: await auditor.head))".utf8))
    for device in devices { device.close() }
    try? await server.ledger?.close()
    return SimulationResult(
      findings: await auditor.findings + findings, story: story, situations: situations,
      digest: digest, operations: [serverDisk.operations] + devices.map(\.disk.operations))
  }

  /// Everything is healed, and everybody syncs twice.
  ///
  /// Once more where the server was put back: what rests on something that somebody else is still to
  /// bring is decided a round later.
  func settle() async throws {
    tell("everything is mended")
    serverDisk.mend()
    try await startServer()
    for device in devices {
      device.isParted = false
      device.disk.mend()
      try start(device, SimulatedEvent(.mend))
    }
    for round in 1...(isServerRestored ? 3 : 2) {
      for device in devices {
        try await sync(device, in: Weather(), SimulatedEvent(.sync, number: Int64(round)))
      }
    }
    guard plan.events.contains(where: { $0.kind == .attach }) else { return }
    for _ in 1...2 {
      for device in devices { try await carry(device, in: Weather(), SimulatedEvent(.carry)) }
    }
  }
}
