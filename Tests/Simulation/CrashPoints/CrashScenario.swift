/// A day at the desk in 200 steps, lived again for every write and sync of every machine, which falls
/// there: whatever was acknowledged must be there in the end, and everything level.
package enum CrashScenario {
  private static let stepCount = 200
  private static let day: Int64 = 86_400_000

  /// Two colleagues and somebody who asks: they work, sync, end their programs; days go by, timers
  /// fire, the directory changes.
  package static let plan = SimulationPlan(
    seed: 0xC0FFEE, lifecycle: "lorraine", people: ["lea", "karim", "claire"],
    events: (0..<stepCount).map(event))

  private static func event(_ step: Int) -> SimulatedEvent {
    let (device, seed) = (step % 3 + 1, UInt64(step) &* 7_919 &+ 17)
    switch step % 10 {
    case 0...4: return SimulatedEvent(.act, machine: device, seed: seed)
    case 5, 8: return SimulatedEvent(.sync, machine: device, seed: 2)
    case 6: return SimulatedEvent(.close, machine: device)
    case 7: return SimulatedEvent(.pass, number: step % 30 == 7 ? 15 * day : 3_600_000)
    default:
      return step % 40 == 39
        ? SimulatedEvent(.edit, number: 5, seed: seed) : SimulatedEvent(.timers)
    }
  }

  /// How many writes and syncs each machine makes, the server's first.
  package static func operations() async throws -> [Int] {
    let result = try await SimulatedWorld.run(plan)
    precondition(result.findings.isEmpty, "the scenario fails by itself: \(result.findings)")
    return result.operations
  }

  /// Every `stride`-th point of every machine, once for each way to fall, each with so many random
  /// damages.
  package static func points(
    _ operations: [Int], stride: Int = 1, damages: Int = 1
  ) -> [CrashPoint] {
    operations.enumerated().flatMap { machine, count in
      Swift.stride(from: 1, through: count, by: stride).flatMap { operation in
        ways(machine, operation, damages)
      }
    }
  }

  private static func ways(_ machine: Int, _ operation: Int, _ damages: Int) -> [CrashPoint] {
    let others: [FaultyDisk.Fault] = [.failOnce, .failOn, .full]
    let cuts = (0..<damages).map { damage in
      CrashPoint(machine: machine, operation: operation, fault: .cut, seed: UInt64(damage))
    }
    let again = CrashPoint(
      machine: machine, operation: operation, fault: .cut, recoveryOperation: operation % 5 + 1,
      seed: UInt64(operation))
    return cuts + [again]
      + others.map { CrashPoint(machine: machine, operation: operation, fault: $0) }
  }

  /// Lets the scenario happen with a fall.
  ///
  /// - Returns: What isn't as it must be.
  package static func findings(at point: CrashPoint) async throws -> [String] {
    try await SimulatedWorld.run(plan, crash: point).findings
  }
}
