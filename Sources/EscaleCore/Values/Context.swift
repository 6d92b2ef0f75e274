/// The vector clock of a change, for its request.
///
/// For each replica that touched the request, the highest sequence that the author had seen.
/// Entries are in ascending order of replica; at most ``entryLimit`` of them.
///
/// Source: DESIGN, "Words".
package struct Context: Hashable, Sendable {
  /// How many replicas may have touched one request, as far as one change may say.
  package static let entryLimit = 1_000

  package private(set) var entries: [ChangeID]

  package init() { entries = [] }

  /// A context from entries in any order; of two for one replica the higher counts.
  package init(_ ids: some Sequence<ChangeID>) {
    entries = []
    for id in ids { insert(id) }
  }

  /// A context from entries that are already in strictly ascending order of replica, else nil.
  package init?(ascending ids: [ChangeID]) {
    for (left, right) in zip(ids, ids.dropFirst()) where left.replica >= right.replica {
      return nil
    }
    entries = ids
  }

  /// The highest sequence seen of a replica; 0 where none was.
  package subscript(replica: ReplicaID) -> UInt32 {
    for entry in entries where entry.replica == replica { return entry.sequence }
    return 0
  }

  /// Whether the author had seen a change.
  package func contains(_ id: ChangeID) -> Bool { self[id.replica] >= id.sequence }

  /// Whether everything that another context has seen was seen here too.
  package func covers(_ other: Context) -> Bool {
    other.entries.allSatisfy { contains($0) }
  }

  /// Adds one change as seen.
  package mutating func insert(_ id: ChangeID) {
    let index = entries.firstIndex { $0.replica >= id.replica } ?? entries.count
    guard index < entries.count, entries[index].replica == id.replica else {
      entries.insert(id, at: index)
      return
    }
    if entries[index].sequence < id.sequence { entries[index] = id }
  }

  /// Adds everything that another context has seen.
  package mutating func merge(_ other: Context) {
    for entry in other.entries { insert(entry) }
  }
}
