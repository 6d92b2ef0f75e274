package import EscaleCore
package import ReplicaStore

extension LocalReplica {
  /// Everything about one request.
  ///
  /// - Throws: ``ReplicaFault`` where it isn't here.
  package func view(_ ref: RequestID) throws -> RequestView {
    try store.read { reader in
      guard let folded = try reader.folded(ref) else { throw try reader.absence(of: ref) }
      return folded.view
    }
  }

  /// Why a request is in its state.
  package func explanation(of ref: RequestID) throws -> Explanation {
    Explanation(try view(ref))
  }

  /// The requests that a filter lets through.
  package func list(_ filter: ListFilter) throws -> [RequestSummary] {
    try store.read { try $0.summaries(filter) }
  }

  /// The changes here, of one request or of all.
  package func log(of ref: RequestID?) throws -> [StoredChange] {
    try store.read { try $0.log(of: ref) }
  }

  /// Who this replica is and how far it has come.
  package func identity() throws -> ReplicaIdentity { try store.read { try $0.identity() } }

  /// How a replica stands with its server.
  package func status() throws -> ReplicaStatus {
    try store.read { reader in
      let counts = try reader.requestCounts()
      return ReplicaStatus(
        identity: try reader.identity(), pending: try reader.pendingCount(),
        conflicts: try reader.conflicts().count, requests: counts.all, openRequests: counts.open,
        databaseBytes: try reader.byteCount())
    }
  }
}

/// How a replica stands with its server.
package struct ReplicaStatus: Sendable {
  package let identity: ReplicaIdentity
  package let pending: Int
  package let conflicts: Int
  package let requests: Int
  package let openRequests: Int
  package let databaseBytes: Int64
}
