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
  /// The plan as a file: `plan SEED LIFECYCLE PERSON,PERSON`, then an event a line.
  package var text: String {
    (["plan \(seed) \(lifecycle) \(people.joined(separator: ","))"] + events.map(\.text))
      .joined(separator: "\n") + "\n"
  }

  /// Reads ``text``, lines that begin with `#` and empty ones left out; nil for anything else.
  package init?(text: String) {
    let lines = text.components(separatedBy: "\n").filter { !$0.isEmpty && !$0.hasPrefix("#") }
    let head = (lines.first ?? "").components(separatedBy: " ")
    guard head.count == 4, head[0] == "plan", let seed = UInt64(head[1]) else { return nil }
    var events: [SimulatedEvent] = []
    for line in lines.dropFirst() {
      guard let event = SimulatedEvent(text: line) else { return nil }
      events.append(event)
    }
    self.init(
      seed: seed, lifecycle: head[2], people: head[3].components(separatedBy: ","), events: events)
  }
}
