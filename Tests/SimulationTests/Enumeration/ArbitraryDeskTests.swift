import EscaleCore
import Foundation
import Simulation
import TestSupport
import Testing

/// Engine and model agree on what is neither honest nor allowed, too.
struct ArbitraryDeskTests {
  private static let seeds: Range<UInt64> =
    EnumerationVolume.isExhaustive ? 0..<200_000 : 0..<500

  @Test(arguments: ["lorraine", "servicedesk"])
  func `whatever anybody sends gets the model's verdict`(name: String) throws {
    let bytes = try Fixture.bytes("lifecycles/\(name).json")
    let lifecycle = try Lifecycle.parse(bytes)
    let model = try ModelLifecycle(json: Data(bytes))
    var outcomes: [String: Int] = [:]
    for seed in Self.seeds {
      var desk = ArbitraryDesk(seed: seed, lifecycle, model: model)
      let difference = desk.run()
      #expect(difference == nil, "seed \(seed): \(difference ?? "")")
      outcomes.merge(desk.outcomes, uniquingKeysWith: +)
    }
    for outcome in ["applied", "superseded", "denied", "quarantined", "missing"] {
      #expect(outcomes[outcome, default: 0] > Self.seeds.count / 10, "\(outcome) is too rare")
    }
  }
}
