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
  ///
  /// What was acknowledged stays so, and everything is wanted anew: whoever is let in again lacks
  /// nothing.
  package func forgetEverything() throws {
    var identity = try reader.identity()
    for request in try reader.requestsWithChanges() { try removeReceived(of: request) }
    try removeCarriage()
    try removeHistory()
    for table in ["directory_item", "conflict", "attention", "departed"] {
      try database.execute(sql: "DELETE FROM \(table)")
    }
    try removeProofs()
    try removeProjections()
    for request in try reader.requestsWithChanges() { try noteDeparted(request, holding: []) }
    identity.cursor = .start
    identity.joinedPosition = identity.head?.position ?? .start
    try save(identity)
    reader.memory.forget()
  }
}
