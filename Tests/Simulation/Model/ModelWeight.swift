/// Weights as plain lists: "the precedences along that chain", compared heaviest first.
package enum ModelWeight {
  /// A base's weight and one precedence more, heaviest first.
  package static func adding(_ precedence: Int, to base: [Int]) -> [Int] {
    (base + [precedence]).sorted(by: >)
  }

  /// Whether one list outweighs another: "lexicographically; of a list and its own beginning,
  /// the longer wins".
  package static func isHeavier(_ one: [Int], than other: [Int]) -> Bool {
    for (left, right) in zip(one, other) where left != right { return left > right }
    return one.count > other.count
  }
}
