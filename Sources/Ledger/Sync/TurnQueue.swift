import EscaleCore

/// The requests that come into sight or go, by the position where they do.
///
/// One array, sorted when somebody asks: a dictionary by position makes an array of each, and there
/// may be as many as there are requests.
struct TurnQueue {
  /// Descending, so that the first is taken off the end; none twice.
  private var turns: [Turn] = []
  private var isSorted = true

  private struct Turn: Equatable {
    let position: Position
    let request: RequestID

    func precedes(_ other: Turn) -> Bool {
      position == other.position
        ? request < other.request : position < other.position
    }
  }

  mutating func reserve(_ count: Int) { turns.reserveCapacity(count) }

  mutating func insert(_ request: RequestID, at position: Position) {
    let turn = Turn(position: position, request: request)
    isSorted = isSorted && (turns.last.map(turn.precedes) ?? true)
    turns.append(turn)
  }

  /// Takes out the first position up to another, with its requests, ascending.
  mutating func popFirst(
    through position: Position
  ) -> (position: Position, requests: [RequestID])? {
    sort()
    guard let first = turns.last?.position, first <= position else { return nil }
    var requests: [RequestID] = []
    while let turn = turns.last, turn.position == first {
      requests.append(turn.request)
      turns.removeLast()
    }
    return (first, requests)
  }

  /// Takes out one request; false if it isn't there.
  mutating func remove(_ request: RequestID, at position: Position) -> Bool {
    sort()
    let wanted = Turn(position: position, request: request)
    // Near the end: what comes first is asked for first.
    let index = turns.lastIndex { !$0.precedes(wanted) }
    guard let index, turns[index] == wanted else { return false }
    turns.remove(at: index)
    return true
  }

  private mutating func sort() {
    guard !isSorted else { return }
    turns.sort { $1.precedes($0) }
    isSorted = true
  }
}
