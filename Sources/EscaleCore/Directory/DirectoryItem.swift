/// One thing of the directory, as it stands from some position of the ledger on.
///
/// What the server sends to replicas and keeps itself: each edit of the directory is a ledger entry
/// of one or more items, and an item replaces the former one with the same ``Key``.
package enum DirectoryItem: Hashable, Sendable {
  case person(Person)
  case team(Team)
  case service(CatalogueNode)
  case policy(Policy)
  case priorities(PriorityTable)
  /// A lifecycle, under a number of its own.
  case lifecycle(UInt32, Lifecycle)

  /// The kind of a person's key.
  package static let personKind: UInt64 = 1
  package static let teamKind: UInt64 = 2

  /// What an item replaces its former self by.
  package struct Key: Hashable, Sendable {
    /// 1 person, 2 team, 3 service, 4 policy, 5 priorities, 6 lifecycle.
    package let kind: UInt64
    package let number: UInt32

    package init(kind: UInt64, number: UInt32) {
      self.kind = kind
      self.number = number
    }
  }

  package var key: Key {
    switch self {
    case .person(let person): Key(kind: 1, number: person.number.rawValue)
    case .team(let team): Key(kind: 2, number: team.number.rawValue)
    case .service(let node): Key(kind: 3, number: node.number)
    case .policy: Key(kind: 4, number: 0)
    case .priorities: Key(kind: 5, number: 0)
    case .lifecycle(let number, _): Key(kind: 6, number: number)
    }
  }
}
