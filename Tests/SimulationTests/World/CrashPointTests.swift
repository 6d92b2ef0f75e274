import Simulation
import Testing

/// A day at the desk, with a fall at some of its writes and syncs; `make torture` takes them all.
struct CrashPointTests {
  /// How many points are taken, of all that there are.
  private static let count = 24

  @Test func `whoever falls at any write or sync, nothing acknowledged is lost`() async throws {
    let points = CrashScenario.points(try await CrashScenario.operations())
    for index in stride(from: 0, to: points.count, by: max(1, points.count / Self.count)) {
      let findings = try await CrashScenario.findings(at: points[index])
      #expect(findings == [], "\(points[index])")
    }
  }

  @Test func `a disk that only promises its syncs is found out`() async throws {
    let operations = try await CrashScenario.operations()
    var found = 0
    for seed in 0..<4 as Range<UInt64> {
      let point = CrashPoint(
        machine: 0, operation: operations[0] / 2, fault: .cut, seed: seed, lies: true)
      found += try await CrashScenario.findings(at: point).count
    }
    #expect(found > 0)
  }
}
