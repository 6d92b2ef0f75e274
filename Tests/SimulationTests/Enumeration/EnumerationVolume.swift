import EscaleCore
import Foundation
import Simulation
import TestSupport

/// How much of the merge is enumerated: a slice in every run of the tests, all of it on demand.
///
/// `ESCALE_EXHAUSTIVE=1` asks for all, which takes hours and wants a release build.
struct EnumerationVolume: Sendable, CustomStringConvertible {
  let lifecycle: String
  let transitionLimit: Int
  /// The states to begin in; all where none is named.
  var starts: [String] = []
  /// How many histories there are, where they were counted: fewer would prove less.
  var histories: Int?

  static let isExhaustive = ProcessInfo.processInfo.environment["ESCALE_EXHAUSTIVE"] == "1"
  static let all = isExhaustive ? exhaustive : slice

  private static let slice = [
    EnumerationVolume(lifecycle: "lorraine", transitionLimit: 4, histories: 14_972),
    EnumerationVolume(lifecycle: "servicedesk", transitionLimit: 3, histories: 2_937),
    EnumerationVolume(
      lifecycle: "servicedesk", transitionLimit: 4, starts: ["assigned"], histories: 17_102),
  ]

  private static let exhaustive = [
    EnumerationVolume(lifecycle: "lorraine", transitionLimit: 6),
    EnumerationVolume(lifecycle: "servicedesk", transitionLimit: 6),
  ]

  var description: String {
    let places = starts.isEmpty ? "every state" : starts.joined(separator: ", ")
    return "\(lifecycle), up to \(transitionLimit) transitions from \(places)"
  }

  var bytes: [UInt8] {
    get throws { try Fixture.bytes("lifecycles/\(lifecycle).json") }
  }
}

extension MergeEnumeration {
  /// The enumeration of the lifecycle that a file describes.
  init(
    file bytes: [UInt8], transitionLimit: Int, rule: @escaping Rule = { decide($0) }
  ) throws {
    self.init(
      try Lifecycle.parse(bytes), model: try ModelLifecycle(json: Data(bytes)),
      transitionLimit: transitionLimit, rule: rule)
  }

  /// Enumerates from the starts named, or from all, and says what there was.
  func run(starts: [String] = [], tasks: Int = 2) async -> EnumerationTally {
    var total = EnumerationTally()
    for start in self.starts where starts.isEmpty || starts.contains(start.description) {
      total.add(await run(from: start, tasks: tasks))
    }
    return total
  }
}
