import EscaleCore

extension StoredChange {
  /// One request's changes with those that wait put after all that they have seen.
  ///
  /// Own ones are in that order by their sequences; changes carried for others stand among them.
  /// `changes` has those of the ledger first, and those that wait by their ids.
  static func causal(_ changes: [StoredChange]) -> [StoredChange] {
    let waiting = changes.drop { $0.entry != nil }
    guard let first = waiting.first, let last = waiting.last,
      first.change.id.replica != last.change.id.replica
    else { return changes }
    var queues: [ArraySlice<StoredChange>] = []
    var rest = waiting
    while let head = rest.first {
      let own = rest.prefix { $0.change.id.replica == head.change.id.replica }
      queues.append(own)
      rest = rest.dropFirst(own.count)
    }
    var ordered = Array(changes.prefix(changes.count - waiting.count))
    while let next = nextQueue(queues) {
      ordered.append(contentsOf: queues[next].prefix(1))
      queues[next].removeFirst()
    }
    return ordered
  }

  /// The first queue whose head has seen nothing that still waits; where a lie makes that
  /// impossible, the first one.
  private static func nextQueue(_ queues: [ArraySlice<StoredChange>]) -> Int? {
    let heads = queues.compactMap(\.first?.change.header)
    let ready = queues.firstIndex { queue in
      guard let header = queue.first?.change.header else { return false }
      if case .create = header.body { return true }
      return heads.allSatisfy { other in
        if other.id.replica == header.id.replica { return true }
        if other.id == other.request { return false }
        return header.context[other.id.replica] < other.id.sequence
      }
    }
    return ready ?? queues.firstIndex { !$0.isEmpty }
  }
}
