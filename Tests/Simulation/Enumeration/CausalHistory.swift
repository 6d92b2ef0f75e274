import EscaleCore

/// What a crew did to one request, each having seen some of what the others did.
///
/// The events stand in the one order that puts each after what it has seen and, where that leaves
/// a choice, the lower replica first: equal histories are equal lists.
struct CausalHistory {
  struct Event {
    /// Its index in the crew.
    let replica: Int
    /// The row of the lifecycle by which it moves the request.
    let row: Int
    /// The events that its author had seen, as bits.
    let seen: UInt32
    /// The event that it was made on; nil for the start.
    let base: Int?
    let state: Int
    let weight: PackedWeight
  }

  let crew: [ReplicaRole]
  var events: [Event] = []

  /// Whether everybody of the crew did something.
  var usesWholeCrew: Bool {
    crew.indices.allSatisfy { replica in events.contains { $0.replica == replica } }
  }

  /// All that a replica knows of by itself: its own events and what they had seen, as bits.
  func knowledge(of replica: Int) -> UInt32 {
    guard let last = events.lastIndex(where: { $0.replica == replica }) else { return 0 }
    return events[last].seen | 1 << UInt32(last)
  }

  /// Whether some events contain all that each of them had seen.
  func isClosed(_ set: UInt32) -> Bool {
    events.indices.allSatisfy { !set.has($0) || events[$0].seen & ~set == 0 }
  }

  /// The heaviest of some events, more than one where they tie; none where there are none.
  func heaviest(of set: UInt32) -> [Int] {
    var best: [Int] = []
    for index in events.indices where set.has(index) {
      if let first = best.first, events[index].weight < events[first].weight { continue }
      if let first = best.first, events[index].weight > events[first].weight { best = [] }
      best.append(index)
    }
    return best
  }

  /// What must be in the ledger before an event can be, as bits, for each event.
  ///
  /// What it had seen; and what the server does itself stands in the ledger at once, so that all
  /// that it had not seen comes after it.
  var requirements: [UInt32] {
    let server = events.indices.filter { crew[events[$0].replica] == .system }
    return events.indices.map { index in
      server.reduce(events[index].seen) { before, own in
        own == index || events[own].seen.has(index) ? before : before | 1 << UInt32(own)
      }
    }
  }
}

extension UInt32 {
  /// Whether a bit is set.
  func has(_ index: Int) -> Bool { self & (1 << UInt32(index)) != 0 }
}
