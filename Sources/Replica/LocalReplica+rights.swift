package import EscaleCore
import ReplicaStore

extension LocalReplica {
  /// What the user may do to a request as it stands, as far as this replica knows.
  package func presentRights(on view: RequestView) throws -> PresentRights {
    try store.read { reader in
      let person = try reader.identity().person
      // The facts of somebody who names himself: no offer names anybody else.
      let header = Header(
        id: ChangeID(replica: .server, sequence: .max), request: view.ref, context: Context(),
        author: person, authoredAt: 0, acknowledged: .start,
        body: .contact(ContactChange(person: person, removes: true)))
      return PresentRights(of: person, on: view.history, facts: try reader.facts(for: header))
    }
  }
}
