/// How much a line of history counts when two of them meet.
///
/// The precedences along the chain that led here, heaviest first; compared like words in a
/// dictionary, a longer one winning over its own beginning. Kept as runs of equal precedences, so
/// that its size is bounded by the number of verbs, however long the chain.
///
/// Source: DESIGN, "The merge rule"; the order is that of Dershowitz and Manna on multisets
/// (CACM 22:8, 1979).
package struct Weight: Hashable, Sendable {
  /// How many precedences ``precedences`` spells out at most.
  package static let spelledLimit = 10_000

  private var runs: [Run] = []

  private struct Run: Hashable {
    let precedence: UInt16
    var count: UInt32
  }

  package init() {}

  /// The weight of precedences in any order.
  package init(_ precedences: [UInt16]) {
    for precedence in precedences { self = adding(precedence) }
  }

  /// The weight of one more transition on top of this line.
  package func adding(_ precedence: UInt16) -> Weight {
    var sum = self
    let index = runs.firstIndex { $0.precedence <= precedence } ?? runs.count
    if index < runs.count, runs[index].precedence == precedence {
      sum.runs[index].count &+= 1
    } else {
      sum.runs.insert(Run(precedence: precedence, count: 1), at: index)
    }
    return sum
  }

  /// The precedences, heaviest first, at most ``spelledLimit``.
  package var precedences: [UInt16] {
    var list: [UInt16] = []
    for run in runs {
      let room = Weight.spelledLimit - list.count
      list.append(contentsOf: repeatElement(run.precedence, count: min(room, Int(run.count))))
    }
    return list
  }
}

extension Weight: Comparable {
  package static func < (left: Weight, right: Weight) -> Bool {
    for (mine, other) in zip(left.runs, right.runs) where mine != other {
      // With equal precedences the longer run stands against something lighter, or against nothing.
      return mine.precedence == other.precedence
        ? mine.count < other.count : mine.precedence < other.precedence
    }
    return left.runs.count < right.runs.count
  }
}
