import EscaleCore

/// The requests that come into sight or go, by the position where they do.
struct TurnQueue {
  private var requests: [Position: [RequestID]] = [:]
  /// Descending, so that the first is taken off the end.
  private var positions: [Position] = []
  private var isSorted = true

  mutating func insert(_ request: RequestID, at position: Position) {
    if requests[position] == nil {
      positions.append(position)
      isSorted = positions.count == 1
    }
    requests[position, default: []].append(request)
  }

  /// Takes out the first position up to another, with its requests in no order.
  mutating func popFirst(
    through position: Position
  ) -> (position: Position, requests: [RequestID])? {
    sort()
    guard let first = positions.last, first <= position else { return nil }
    positions.removeLast()
    return (first, requests.removeValue(forKey: first) ?? [])
  }

  /// Takes out one request; false if it isn't there.
  mutating func remove(_ request: RequestID, at position: Position) -> Bool {
    guard let index = requests[position]?.firstIndex(of: request) else { return false }
    requests[position]?.remove(at: index)
    return true
  }

  private mutating func sort() {
    guard !isSorted else { return }
    positions.sort(by: >)
    isSorted = true
  }
}
