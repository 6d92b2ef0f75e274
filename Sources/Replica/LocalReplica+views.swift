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

  /// The links that lead to a request, each with the request that names it as its target.
  package func links(to ref: RequestID) throws -> [RequestLink] {
    try store.read { try $0.links(to: ref) }
  }

  /// What of a request needs the user and wasn't read yet.
  package func attention(on ref: RequestID) throws -> [Attention] {
    try store.read { try $0.attention(on: ref) }
  }

  /// Notes that the user has read a request, and that `-` means it from now on.
  ///
  /// Where the replica can't be written now, it was read all the same: nothing is noted.
  package func noteRead(_ ref: RequestID) throws {
    do {
      try store.write { writer in
        try writer.noteRead(ref)
        var identity = try writer.reader.identity()
        identity.lastUsed = ref
        try writer.save(identity)
      }
    } catch StoreFault.readOnly, StoreFault.diskFull, StoreFault.busy {
      return
    }
  }

  /// Whether `-` means a request.
  package func isLastUsed(_ ref: RequestID) throws -> Bool {
    try store.read { try $0.identity().lastUsed == ref }
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
      let unread = try reader.attentionCounts()
      return ReplicaStatus(
        identity: try reader.identity(), pending: try reader.pendingCount(),
        conflicts: try reader.conflicts().count, requests: counts.all, openRequests: counts.open,
        unreadRequests: unread.count,
        carried: try reader.parcels().filter { $0.refusal == nil }.map(\.sequences.count)
          .reduce(0, +),
        historySince: try reader.historySince(), databaseBytes: try reader.byteCount())
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
  /// Those with something that needs the user and that he hasn't read.
  package let unreadRequests: Int
  /// Changes of others that this replica carries to the server.
  package let carried: Int
  /// What was closed before, in milliseconds since 1970 UTC, stays on the server; nil for nothing.
  package let historySince: Int64?
  package let databaseBytes: Int64
}
