/// Every order of some things, the given one first.
package func permutations<Item>(_ items: [Item]) -> [[Item]] {
  guard !items.isEmpty else { return [[]] }
  return items.indices.flatMap { index -> [[Item]] in
    var rest = items
    let first = rest.remove(at: index)
    return permutations(rest).map { [first] + $0 }
  }
}
