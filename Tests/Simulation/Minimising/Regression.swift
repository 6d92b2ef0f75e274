import Foundation

/// A plan that once went wrong, as it is kept in a file: what was found and the story as comments,
/// then who was there and every event.
package struct Regression: Sendable {
  package let name: String
  package let plan: SimulationPlan

  /// Those of the folder `Regressions`, in the order of their names.
  package static let all: [Regression] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Regressions")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().compactMap { name in
      let text = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
      return SimulationPlan(text: text).map { Regression(name: name, plan: $0) }
    }
  }()
}

extension SimulationPlan {
  /// The plan as a file: `plan SEED LIFECYCLE PERSON,PERSON LEVEL`, then an event a line.
  package var text: String {
    let head = "plan \(seed) \(lifecycle) \(people.joined(separator: ",")) \(level.rawValue)"
    return ([head] + events.map(\.text)).joined(separator: "\n") + "\n"
  }

  /// Reads ``text``, lines that begin with `#` and empty ones left out; nil for anything else.
  ///
  /// Without a level it is one on disks.
  package init?(text: String) {
    let lines = text.components(separatedBy: "\n").filter { !$0.isEmpty && !$0.hasPrefix("#") }
    let head = (lines.first ?? "").components(separatedBy: " ")
    guard (4...5).contains(head.count), head[0] == "plan", let seed = UInt64(head[1]),
      let level = SimulationLevel(rawValue: head.count == 5 ? head[4] : "disk")
    else { return nil }
    var events: [SimulatedEvent] = []
    for line in lines.dropFirst() {
      guard let event = SimulatedEvent(text: line) else { return nil }
      events.append(event)
    }
    self.init(
      seed: seed, lifecycle: head[2], people: head[3].components(separatedBy: ","),
      events: events, level: level)
  }
}
