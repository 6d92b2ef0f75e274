package import EscaleCore

/// An edit of the directory that is being prepared: what it sets becomes one entry of the ledger.
package struct DirectoryDraft {
  /// The directory as the edit would leave it.
  package private(set) var directory: DeskDirectory
  private var changed: [DirectoryItem.Key: DirectoryItem] = [:]

  init(_ directory: DeskDirectory) { self.directory = directory }

  /// The items that differ from before, in ascending order of their keys.
  var items: [DirectoryItem] { changed.values.sorted { $0.key.precedes($1.key) } }

  /// Sets an item; one that is there already as it is changes nothing.
  package mutating func put(_ item: DirectoryItem) {
    guard !directory.holds(item) else { return }
    changed[item.key] = item
    directory.apply([item], at: directory.position)
  }

  /// Sets items; those that are there already as they are change nothing.
  package mutating func put(_ items: [DirectoryItem]) {
    let new = items.filter { !directory.holds($0) }
    for item in new { changed[item.key] = item }
    directory.apply(new, at: directory.position)
  }

  /// Adds a person under the next number.
  ///
  /// - Throws: ``LedgerError/invalidName(_:)``, ``LedgerError/nameTaken(_:)``.
  package mutating func addPerson(
    name: String, fullName: String, email: String = "", roles: Roles, teams: [TeamNumber] = []
  ) throws(LedgerError) -> PersonNumber {
    guard LoginName.isValid(name) else { throw .invalidName(name) }
    guard directory.person(named: name) == nil else { throw .nameTaken(name) }
    let number = directory.nextPerson
    put(
      .person(
        Person(
          number: number, name: name, fullName: fullName, email: email, roles: roles,
          teams: teams.sorted())))
    return number
  }

  /// Adds a team under the next number.
  ///
  /// - Throws: ``LedgerError/invalidName(_:)``, ``LedgerError/nameTaken(_:)``.
  package mutating func addTeam(code: String, name: Words) throws(LedgerError) -> TeamNumber {
    guard LoginName.isValid(code) else { throw .invalidName(code) }
    guard directory.team(code: code) == nil else { throw .nameTaken(code) }
    let number = directory.nextTeam
    put(.team(Team(number: number, code: code, name: name)))
    return number
  }

  /// Adds a lifecycle; one that is there already as it is changes nothing.
  ///
  /// - Throws: ``LedgerError/lifecycleTaken(_:)`` where another one has its name and version.
  package mutating func addLifecycle(_ lifecycle: Lifecycle) throws(LedgerError) {
    if let former = directory.lifecycle(lifecycle.nameAndVersion) {
      guard former == lifecycle else { throw .lifecycleTaken(lifecycle.nameAndVersion) }
      return
    }
    let last = directory.numberedLifecycles.map(\.number).max() ?? 0
    put(.lifecycle(last + 1, lifecycle))
  }
}

extension DeskDirectory {
  /// Whether an item stands here just so.
  func holds(_ item: DirectoryItem) -> Bool {
    switch item {
    case .person(let new): person(new.number) == new
    case .team(let new): team(new.number) == new
    case .service(let new): node(new.number) == new
    case .policy(let new): policy == new
    case .priorities(let new): priorities == new
    case .lifecycle(_, let new): lifecycle(new.nameAndVersion) == new
    }
  }
}
