/// Makes every history of one crew from one start, up to so many events.
struct HistoryGenerator {
  let lifecycle: EnumeratedLifecycle
  let start: CausalStart
  let eventLimit: Int
  /// Which part of the work this is, of how many: parts are dealt out by the second event.
  var part = (index: 0, of: 1)

  private static let dealtDepth = 2

  /// Calls with each history once, those that replicas of one role could swap counting as one.
  func forEach(_ crew: [ReplicaRole], _ body: (CausalHistory) -> Void) {
    var history = CausalHistory(crew: crew)
    var dealt = 0
    extend(&history, CausalHistory.renamings(crew), &dealt, body)
  }

  private func extend(
    _ history: inout CausalHistory, _ renamings: [[Int]], _ dealt: inout Int,
    _ body: (CausalHistory) -> Void
  ) {
    let count = history.events.count
    if count == Self.dealtDepth {
      dealt += 1
      guard dealt % part.of == part.index else { return }
    }
    let isCounted = count >= Self.dealtDepth || (count > 0 && part.index == 0)
    if isCounted, history.usesWholeCrew, history.isRepresentative(renamings) { body(history) }
    guard count < eventLimit else { return }
    for replica in history.crew.indices {
      let own = history.knowledge(of: replica)
      for seen in 0..<UInt32(1) << UInt32(count) where seen & own == own && history.isClosed(seen) {
        guard isInOrder(replica, seen, history) else { continue }
        for event in events(replica, seen, history) {
          history.events.append(event)
          extend(&history, renamings, &dealt, body)
          history.events.removeLast()
        }
      }
    }
  }

  /// Whether an event would stand in the canonical order: it can't move before one of a higher
  /// replica.
  private func isInOrder(_ replica: Int, _ seen: UInt32, _ history: CausalHistory) -> Bool {
    let last = history.events.indices.last { seen.has($0) } ?? -1
    return history.events[(last + 1)...].allSatisfy { $0.replica < replica }
  }

  /// All that a replica could do, having seen what it has: on each that could be effective there.
  private func events(
    _ replica: Int, _ seen: UInt32, _ history: CausalHistory
  ) -> [CausalHistory.Event] {
    let bases = history.heaviest(of: seen)
    let grounds: [(base: Int?, state: Int, weight: PackedWeight)] =
      bases.isEmpty
      ? [(nil, start.state, start.weight)]
      : bases.map { ($0, history.events[$0].state, history.events[$0].weight) }
    return grounds.flatMap { ground in
      lifecycle.ways(from: ground.state, history.crew[replica]).map { way in
        CausalHistory.Event(
          replica: replica, row: way.row, seen: seen, base: ground.base, state: way.to,
          weight: ground.weight.adding(way.rank))
      }
    }
  }
}
