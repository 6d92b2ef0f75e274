import EscaleCore
import Seals
package import SyncProtocol

extension DeskLedger {
  /// Looks for active people, for a replica that needn't hold them all.
  ///
  /// - Throws: ``LedgerError/unknownToken``, ``LedgerError/revoked``.
  package func people(_ request: PeopleRequest, token: String) async throws -> PeopleAnswer {
    let tokenHash = Hash.sha256(Array(token.utf8))
    return try await storage.read { [self] transaction in
      let state = try state(in: transaction)
      _ = try signedIn(tokenHash, transaction, state)
      let directory = try directory(in: transaction, state: state)
      let search = PersonSearch([request.words])
      let found = directory.people.filter { person in
        person.isActive && search.finds(person) { directory.team($0)?.code }
      }
      let entries = try found.prefix(PeopleAnswer.limit).compactMap { person in
        try transaction.item(
          DirectoryItem.Key(kind: DirectoryKind.person, number: person.number.rawValue),
          at: state.position)
      }
      return PeopleAnswer(people: entries, hasMore: found.count > PeopleAnswer.limit)
    }
  }
}
