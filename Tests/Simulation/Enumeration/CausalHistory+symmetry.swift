extension CausalHistory {
  /// Whether this is the one that stands for all histories that differ from it by the names of
  /// replicas of one role.
  func isRepresentative(_ renamings: [[Int]]) -> Bool {
    let own = spelling(order: Array(events.indices), names: Array(crew.indices))
    return renamings.allSatisfy { names in
      !spelling(order: canonicalOrder(names), names: names).lexicographicallyPrecedes(own)
    }
  }

  /// Every renaming of replicas that keeps roles, but for the one that changes nothing.
  static func renamings(_ crew: [ReplicaRole]) -> [[Int]] {
    var all: [[Int]] = [[]]
    for role in crew {
      all = all.flatMap { names in
        crew.indices
          .filter { crew[$0] == role && !names.contains($0) }
          .map { names + [$0] }
      }
    }
    return all.filter { $0 != Array(crew.indices) }
  }

  /// The events with each after what it had seen and the lower of the new names first.
  private func canonicalOrder(_ names: [Int]) -> [Int] {
    var placed: UInt32 = 0
    var order: [Int] = []
    while order.count < events.count {
      var next: Int?
      for index in events.indices where !placed.has(index) && events[index].seen & ~placed == 0 {
        if let best = next, names[events[best].replica] <= names[events[index].replica] {
          continue
        }
        next = index
      }
      guard let next else { break }
      placed |= 1 << UInt32(next)
      order.append(next)
    }
    return order
  }

  private func spelling(order: [Int], names: [Int]) -> [UInt32] {
    var places = [UInt32](repeating: 0, count: events.count)
    for (place, index) in order.enumerated() { places[index] = UInt32(place) }
    return order.map { index in
      let event = events[index]
      var seen: UInt32 = 0
      for other in events.indices where event.seen.has(other) { seen |= 1 << places[other] }
      let base = event.base.map { places[$0] + 1 } ?? 0
      return UInt32(names[event.replica]) << 24 | UInt32(event.row) << 16 | base << 8 | seen
    }
  }
}
