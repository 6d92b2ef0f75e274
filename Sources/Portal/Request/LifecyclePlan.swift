import EscaleCore

/// Where the states of a lifecycle stand in its picture.
///
/// The shortest way from the first state to a final one makes a straight line; every other state
/// stands beside the one of the line from which people first come to it.
struct LifecyclePlan {
  static let nodeWidth = 150
  static let nodeHeight = 44
  private static let gap = 48
  private static let margin = 4

  private(set) var places: [State: Place] = [:]
  let isStanding: Bool

  /// The upper left corner of a state's box.
  struct Place {
    let x: Int
    let y: Int

    var middleX: Int { x + LifecyclePlan.nodeWidth / 2 }
    var middleY: Int { y + LifecyclePlan.nodeHeight / 2 }
  }

  var width: Int { (places.values.map(\.x).max() ?? 0) + Self.nodeWidth + Self.margin }
  var height: Int { (places.values.map(\.y).max() ?? 0) + Self.nodeHeight + Self.margin }

  init(_ lifecycle: Lifecycle, isStanding: Bool) {
    self.isStanding = isStanding
    let line = Self.line(of: lifecycle)
    let beside = Self.beside(line, in: lifecycle)
    if isStanding { stand(line, beside) } else { lie(line, beside) }
  }

  /// The line from left to right, the others below, half a step on.
  private mutating func lie(_ line: [State], _ beside: [State: [State]]) {
    let step = Self.nodeWidth + Self.gap
    for (index, state) in line.enumerated() {
      let x = Self.margin + index * step
      places[state] = Place(x: x, y: Self.margin)
      for (row, other) in (beside[state] ?? []).enumerated() {
        places[other] = Place(
          x: x + step / 2, y: Self.margin + (row + 1) * (Self.nodeHeight + Self.gap / 2))
      }
    }
  }

  /// The line from top to bottom, the others on its right.
  private mutating func stand(_ line: [State], _ beside: [State: [State]]) {
    let step = Self.nodeHeight + Self.gap / 2
    var y = Self.margin
    for state in line {
      places[state] = Place(x: Self.margin, y: y)
      for other in beside[state] ?? [] {
        y += step
        places[other] = Place(x: Self.margin + Self.nodeWidth + Self.gap, y: y - step / 3)
      }
      y += step
    }
  }

  /// A line between two boxes, under them.
  func way(from start: Place, to end: Place) -> HTML {
    let (x1, y1, x2, y2) = (start.middleX, start.middleY, end.middleX, end.middleY)
    let isStraight = x1 == x2 || y1 == y2
    if isStraight { return "<path d=\"M\(x1) \(y1)L\(x2) \(y2)\"/>\n" }
    // Out of the line at right angles, into the box beside it from the side.
    let (lineX, besideY) = isOnLine(start) ? (x1, y2) : (x2, y1)
    return "<path d=\"M\(x1) \(y1)Q\(lineX) \(besideY) \(x2) \(y2)\"/>\n"
  }

  private func isOnLine(_ place: Place) -> Bool {
    isStanding ? place.x == Self.margin : place.y == Self.margin
  }

  /// The states on the shortest way that people can go from the first state to a final one.
  private static func line(of lifecycle: Lifecycle) -> [State] {
    guard let first = lifecycle[.create]?.to else { return [] }
    var ways: [[State]] = [[first]]
    var seen: Set<State> = [first]
    while !ways.isEmpty {
      if let whole = ways.first(where: { $0.last.map(lifecycle.isFinal) ?? false }) {
        return whole
      }
      ways = ways.flatMap { way in
        let next = lifecycle.transitions.filter { row in
          row.by != .system && way.last.map(row.from.contains) ?? false
        }
        return next.filter { seen.insert($0.to).inserted }.map { way + [$0.to] }
      }
    }
    return [first]
  }

  /// The states beside the line, by the state of the line that they stand beside.
  private static func beside(_ line: [State], in lifecycle: Lifecycle) -> [State: [State]] {
    var beside: [State: [State]] = [:]
    var anchors = Dictionary(uniqueKeysWithValues: line.map { ($0, $0) })
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for row in lifecycle.transitions where anchors[row.to] == nil {
        guard let anchor = row.from.lazy.compactMap({ anchors[$0] }).first else { continue }
        anchors[row.to] = anchor
        beside[anchor, default: []].append(row.to)
        hasChanged = true
      }
    }
    let order = lifecycle.states.map(\.state)
    return beside.mapValues { states in
      states.sorted { (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0) }
    }
  }
}
