package import EscaleCore

/// What somebody may have meant who mistyped a name: the only place that guesses.
package enum Suggestion {
  /// How many names are suggested at most.
  private static let countLimit = 3
  /// Longer names are not compared, in Unicode scalars.
  private static let lengthLimit = 64

  /// The known names that are near to what was typed, the nearest first.
  ///
  /// Case and accents don't count. A name is near that takes at most one insertion, deletion,
  /// replacement or exchange of neighbours for three letters typed; or that what was typed begins,
  /// or is a part of, `metz` of `prox-metz`.
  package static func near(_ typed: String, among names: some Sequence<String>) -> [String] {
    let wanted = Array(SearchText.folded(typed).unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= lengthLimit else { return [] }
    let limit = max(1, wanted.count / 3)
    var found: [(name: String, distance: Int)] = []
    for name in names {
      let known = Array(SearchText.folded(name).unicodeScalars)
      guard known.count <= lengthLimit else { continue }
      if wanted.count >= 3, known.starts(with: wanted) {
        found.append((name, 0))
      } else if wanted.count >= 3,
        known.split(separator: "-").contains(where: { $0.elementsEqual(wanted) })
      {
        found.append((name, 0))
      } else if abs(known.count - wanted.count) <= limit, wanted.count > 1 {
        let distance = EditDistance(wanted, known).value
        if distance <= limit { found.append((name, distance)) }
      }
    }
    found.sort { ($0.distance, Array($0.name.utf8).count) < ($1.distance, $1.name.utf8.count) }
    return found.prefix(countLimit).map(\.name)
  }

  /// `Did you mean "sync"?`, before another hint; that hint alone where nothing is near.
  package static func hint(_ near: [String], otherwise hint: Words) -> Words {
    guard !near.isEmpty else { return hint }
    let french = near.map { "« \($0) »" }.joined(separator: ", ")
    let english = near.map { "\"\($0)\"" }.joined(separator: ", ")
    return Words(
      french: "Vouliez-vous dire \(french) ? \(hint.french)",
      english: "Did you mean \(english)? \(hint.english)")
  }
}

/// How many insertions, deletions, replacements and exchanges of neighbours lead from one text to
/// another, no place changed twice.
///
/// Source: the "optimal string alignment" form of Damerau, CACM 7:3, 1964.
struct EditDistance {
  let value: Int

  init(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) {
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for (row, scalar) in first.enumerated() {
      var current = [row + 1]
      for (column, other) in second.enumerated() {
        var best = min(
          last[column] + (scalar == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, scalar == second[column - 1], first[row - 1] == other {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    value = last[second.count]
  }
}
