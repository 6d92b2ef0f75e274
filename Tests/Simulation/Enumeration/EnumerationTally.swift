/// How much was enumerated, and what was found wrong.
package struct EnumerationTally: Sendable {
  /// By the number of transitions, from 0.
  package struct Depth: Sendable {
    package var histories = 0
    /// Orders in which the server could receive them, summed over the histories.
    package var orders = 0
    /// Histories that have several heaviest transitions: there the order matters.
    package var ties = 0
    /// Histories in which a reopening holds against a resolution that it had not seen.
    package var unseenReopenings = 0
  }

  /// How many findings are kept in words.
  package static let findingLimit = 20

  package var depths: [Depth] = []
  /// Changes put before the engine and the model.
  package var decisions = 0
  package var findings: [String] = []
  package var findingCount = 0

  package init() {}

  package var histories: Int { depths.reduce(0) { $0 + $1.histories } }
  package var orders: Int { depths.reduce(0) { $0 + $1.orders } }

  mutating func count(_ depth: Int, _ note: (inout Depth) -> Void) {
    while depths.count <= depth { depths.append(Depth()) }
    note(&depths[depth])
  }

  mutating func found(_ finding: String) {
    findingCount += 1
    if findings.count < Self.findingLimit { findings.append(finding) }
  }

  /// Adds what another part of the work has counted.
  package mutating func add(_ other: EnumerationTally) {
    for (depth, counts) in other.depths.enumerated() {
      count(depth) {
        $0.histories += counts.histories
        $0.orders += counts.orders
        $0.ties += counts.ties
        $0.unseenReopenings += counts.unseenReopenings
      }
    }
    decisions += other.decisions
    findingCount += other.findingCount
    findings = Array((findings + other.findings).prefix(Self.findingLimit))
  }

  /// A line for each depth, as the tests print it.
  package var table: String {
    depths.enumerated().dropFirst()
      .map { depth, counts in
        "  \(depth) transitions: \(counts.histories) histories, \(counts.orders) orders, "
          + "\(counts.ties) with ties, \(counts.unseenReopenings) with unseen reopenings\n"
      }
      .joined()
  }
}
