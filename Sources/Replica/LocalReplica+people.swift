package import EscaleCore
import ReplicaStore
package import SyncProtocol

extension LocalReplica {
  /// Asks the server for people whom this replica needn't hold, and keeps those found.
  ///
  /// - Returns: Whether there are more than the server gives at once.
  /// - Throws: ``ServerFailure``, ``SyncFault``, ``StoreFault``.
  package func fetchPeople(
    _ words: String, over connection: any SyncConnection
  ) async throws -> Bool {
    let token = try identity().token
    let reply = try await connection.exchange(
      .people, PeopleRequest(words: words).bytes, token: token)
    let answer = try SyncFault.reading { () throws(CBORError) in
      try PeopleAnswer(bytes: reply.body)
    }
    try store.write { writer in
      try writer.apply(answer.people.filter { $0.key.kind == DirectoryItem.personKind })
    }
    return answer.hasMore
  }

  /// Active people whose names, mail or teams have all the words, by their login names.
  package func people(matching words: [String]) throws -> [Person] {
    let teams = try teams()
    let search = PersonSearch(words)
    return try people().filter { person in
      person.isActive && search.finds(person) { teams[$0]?.code }
    }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
