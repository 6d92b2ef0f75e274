import EscaleCore
import Replica
import ReplicaStore

/// The real replica as somebody's place of work.
struct RealWorkplace: Workplace {
  let replica: LocalReplica

  var me: PersonNumber { get throws { try replica.identity().person } }

  var shown: [ShownRequest] {
    get throws {
      try replica.list(ListFilter(scope: .all, sort: .ref)).map { summary in
        ShownRequest(
          ref: summary.ref, state: summary.state, requester: summary.requester,
          lifecycle: summary.lifecycle)
      }
    }
  }

  func lifecycle(of request: ShownRequest) throws -> Lifecycle? {
    try replica.lifecycle(request.lifecycle)
  }

  func number(ofPerson name: String) throws -> PersonNumber? {
    try replica.person(named: name)?.number
  }

  func number(ofTeam code: String) throws -> TeamNumber? { try replica.team(code: code)?.number }

  func service() throws -> CatalogueNode? { try replica.catalogue().node(code: "panne") }

  func create(_ request: NewRequest, takes: Bool) throws {
    _ = try replica.create(request, takes: takes)
  }

  func perform(_ commands: [RequestCommand], on request: RequestID) throws {
    _ = try replica.perform(commands, on: request)
  }
}
