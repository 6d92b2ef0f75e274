/// Cuts a list of events down to what is needed for a failure.
///
/// Source: Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input" (IEEE TSE
/// 28:2, 2002).
package struct Minimiser {
  /// How many lists are tried at most.
  package var attemptLimit = 2_000
  /// Whether a list still fails in the same way.
  private let fails: ([SimulatedEvent]) async throws -> Bool

  package init(fails: @escaping ([SimulatedEvent]) async throws -> Bool) { self.fails = fails }

  /// A list that fails and of which no part of the last size tried can be left out.
  package func minimised(_ events: [SimulatedEvent]) async throws -> [SimulatedEvent] {
    var (events, parts, attempts) = (events, 2, 0)
    while events.count > 1, attempts < attemptLimit {
      let size = (events.count + parts - 1) / parts
      var isReduced = false
      for start in stride(from: 0, to: events.count, by: size) where !isReduced {
        var rest = events
        rest.removeSubrange(start..<min(start + size, events.count))
        attempts += 1
        guard try await fails(rest) else { continue }
        (events, isReduced) = (rest, true)
      }
      if isReduced {
        parts = max(parts - 1, 2)
      } else {
        guard size > 1 else { break }
        parts = min(parts * 2, events.count)
      }
    }
    return events
  }
}

extension SimulationPlan {
  /// The same plan with as few events as give a finding of the same sort.
  package func minimised() async throws -> SimulationPlan {
    guard let sort = try await run(tells: false).findings.first.map(Self.sort) else {
      return self
    }
    let minimiser = Minimiser { events in
      var plan = self
      plan.events = events
      return try await plan.run(tells: false).findings.contains { Self.sort($0) == sort }
    }
    var plan = self
    plan.events = try await minimiser.minimised(events)
    return plan
  }

  /// What a finding says but for the numbers in it.
  private static func sort(_ finding: String) -> String {
    String(finding.prefix { $0 != "(" }.filter { !$0.isNumber }.prefix(24))
  }
}
