package import EscaleCore
import ReplicaStore

extension LocalReplica {
  /// A person by number.
  package func person(_ number: PersonNumber) throws -> Person? {
    guard number != .system else { return nil }
    let key = DirectoryItem.Key(kind: 1, number: number.rawValue)
    guard case .person(let person)? = try store.read({ try $0.item(key) }) else { return nil }
    return person
  }

  /// A person by login name.
  package func person(named name: String) throws -> Person? {
    guard case .person(let person)? = try store.read({ try $0.item(kind: 1, named: name) })
    else { return nil }
    return person
  }

  /// Everybody in the directory, by number.
  package func people() throws -> [Person] {
    try store.read { try $0.items(kind: 1) }.compactMap { item in
      if case .person(let person) = item { person } else { nil }
    }
  }

  /// The login names of all people, by number.
  package func loginNames() throws -> [PersonNumber: String] {
    let names = try store.read { try $0.names(kind: 1) }
    return Dictionary(
      names.map { (PersonNumber(rawValue: $0.key), $0.value) }, uniquingKeysWith: { $1 })
  }

  /// Every team, by number.
  package func teams() throws -> [TeamNumber: Team] { try store.read { try $0.teams() } }

  /// A team by code.
  package func team(code: String) throws -> Team? {
    try teams().values.first { $0.code.utf8.elementsEqual(code.utf8) }
  }

  /// The catalogue of services.
  package func catalogue() throws -> Catalogue { try store.read { try $0.catalogue() } }

  /// The form of a service, with the teams and people that this replica knows.
  ///
  /// `body` can read nothing else of the replica.
  package func withForm<Value>(
    of service: CatalogueNode, _ body: (ServiceForm) throws -> Value
  ) throws -> Value {
    try store.read { try body(try $0.form(of: service)) }
  }

  /// The fields of the form of a request's service, retired or not.
  ///
  /// - Throws: ``ReplicaFault`` where there is no such request.
  package func formFields(of ref: RequestID) throws -> [FormField] {
    guard let code = try view(ref)[.service] else { return [] }
    return try catalogue().node(code: code)?.fields ?? []
  }

  /// The desk's policy; nil before the first sync.
  package func policy() throws -> Policy? { try store.read { try $0.policy() } }

  /// The table of priorities; nil where the desk has none.
  package func priorities() throws -> PriorityTable? {
    let item = try store.read { try $0.item(DirectoryItem.Key(kind: 5, number: 0)) }
    guard case .priorities(let table)? = item else { return nil }
    return table
  }

  /// A lifecycle by name and version.
  package func lifecycle(_ version: LifecycleVersion) throws -> Lifecycle? {
    try store.read { try $0.lifecycle(version) }
  }
}
