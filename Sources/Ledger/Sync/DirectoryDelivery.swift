import EscaleCore

/// What of the directory an answer brings.
///
/// Teams, catalogue, policy and lifecycles come to everybody. Of people a replica gets all, or,
/// where `policy.directoryScope` says `own`, those of its user's teams and those who have to do
/// with requests that he may see; administrators always get all. Depends on nothing but the ledger
/// and the cursor, so that an answer that was lost can be given again.
///
/// Source: DESIGN, "What a replica holds".
struct DirectoryDelivery {
  let transaction: any LedgerTransaction
  let watcher: Watcher
  let directory: DeskDirectory
  /// Up to where the replica has the directory.
  let known: Position
  let head: Position

  /// The items to deliver together with entries, ordered by kind and number.
  func items(with entries: [LedgerEntry]) throws -> [DirectoryEntry] {
    let changed = try transaction.items(after: known)
    guard directory.policy.directoryScope == .own, !isAdministrator else {
      return try comesWhole(changed) ? whole(changed) : changed
    }
    let people = try people(changed, with: entries)
    return changed.filter { $0.key.kind < DirectoryKind.person } + people
      + changed.filter { $0.key.kind > DirectoryKind.person }
  }

  private var isAdministrator: Bool { watcher.standing(at: head).roles.contains(.admin) }

  /// Whether people may be missing that the replica is to have from now on.
  private func comesWhole(_ changed: [DirectoryEntry]) throws -> Bool {
    guard known > .start, changed.contains(where: { $0.key == policyKey || $0.key == ownKey })
    else { return false }
    guard case .policy(let former) = try item(policyKey, at: known) else { return false }
    return former.directoryScope == .own
  }

  private func whole(_ changed: [DirectoryEntry]) throws -> [DirectoryEntry] {
    try transaction.items(ofKind: DirectoryKind.person, at: head)
      + changed.filter { $0.key.kind != DirectoryKind.person }
  }

  /// The people among what changed whom the replica may hold, and those whom entries name; all
  /// whom it may hold where its user's own standing changed.
  private func people(
    _ changed: [DirectoryEntry], with entries: [LedgerEntry]
  ) throws -> [DirectoryEntry] {
    var wanted = named(in: entries)
    let isOwn = changed.contains { $0.key == ownKey }
    let people = changed.filter { $0.key.kind == DirectoryKind.person }
    if !people.isEmpty {
      let circle = try circle()
      wanted.formUnion(
        isOwn ? circle : circle.intersection(people.map { PersonNumber(rawValue: $0.key.number) }))
    }
    return try wanted.sorted().compactMap { person in
      try transaction.item(
        DirectoryItem.Key(kind: DirectoryKind.person, number: person.rawValue), at: head)
    }
  }

  /// The user, his colleagues, and all who have to do with requests that he may see.
  private func circle() throws -> Set<PersonNumber> {
    let standing = watcher.standing(at: head)
    var circle: Set<PersonNumber> = [watcher.person]
    for person in directory.people where !person.teams.isEmpty {
      if person.teams.contains(where: standing.teams.contains) { circle.insert(person.number) }
    }
    circle.formUnion(try transaction.company(of: watcher.holders(from: head)))
    return circle
  }

  private func named(in entries: [LedgerEntry]) -> Set<PersonNumber> {
    var named: Set<PersonNumber> = []
    for entry in entries {
      let header = entry.change.header
      named.insert(header.author)
      if let person = header.concernedPerson { named.insert(person) }
    }
    named.remove(.system)
    return named
  }

  private var policyKey: DirectoryItem.Key {
    DirectoryItem.Key(kind: DirectoryKind.policy, number: 0)
  }

  private var ownKey: DirectoryItem.Key {
    DirectoryItem.Key(kind: DirectoryKind.person, number: watcher.person.rawValue)
  }

  private func item(_ key: DirectoryItem.Key, at position: Position) throws -> DirectoryItem? {
    guard let entry = try transaction.item(key, at: position) else { return nil }
    return try reading { try DirectoryItem.read(entry.bytes) }
  }
}
