/// A table whose rows can be put back as they were when it was last kept.
struct UndoableTable<Key: Hashable & Sendable, Row: Sendable>: Sendable {
  private(set) var rows: [Key: Row] = [:]
  /// What stood where something was put or removed since, in that order.
  private var former: [(key: Key, row: Row?)] = []

  subscript(key: Key) -> Row? {
    get { rows[key] }
    set {
      let row =
        if let newValue { rows.updateValue(newValue, forKey: key) } else {
          rows.removeValue(forKey: key)
        }
      former.append((key, row))
    }
  }

  /// Lets what was done stand.
  mutating func keep() {
    if !former.isEmpty { former.removeAll(keepingCapacity: true) }
  }

  /// Takes back what was done since it was last kept.
  mutating func takeBack() {
    for (key, row) in former.reversed() { rows[key] = row }
    keep()
  }
}

/// A list that only grows, and can be cut to what it was when it was last kept.
struct UndoableList<Row: Sendable>: Sendable {
  private(set) var rows: [Row] = []
  private var keptCount = 0

  mutating func append(_ row: Row) { rows.append(row) }

  mutating func keep() { keptCount = rows.count }

  mutating func takeBack() { rows.removeSubrange(keptCount...) }
}
