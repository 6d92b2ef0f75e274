package import EscaleCore
import GRDB

extension StoreWriter {
  /// Gives own changes the verdicts of a push, and nothing else of an answer.
  package func settle(_ results: [PushResult], of replica: ReplicaID) throws {
    for result in results {
      guard case .decided(let position, let verdict, let receivedAt) = result.ruling else {
        continue
      }
      try settle(
        ChangeID(replica: replica, sequence: result.sequence), at: position, verdict: verdict,
        receivedAt: receivedAt)
    }
  }

  /// Forgets all that came from the server, and what was made of it: own changes stay.
  package func forgetEverything() throws {
    let replica = try reader.identity().replica
    let own = (
      ChangeID(replica: replica, sequence: 0).packed,
      ChangeID(replica: replica, sequence: .max).packed
    )
    for request in try reader.requestsWithChanges() {
      try removeAttachments(of: request, keepingThoseOf: replica)
    }
    try database.execute(
      sql: "DELETE FROM change WHERE id < ? OR id > ?", arguments: [own.0, own.1])
    for table in ["directory_item", "conflict", "attention", "departed", "receipt"] {
      try database.execute(sql: "DELETE FROM \(table)")
    }
    try removeProjections()
    for request in try reader.requestsWithChanges() { try noteDeparted(request, holding: []) }
    reader.memory.forget()
  }
}
