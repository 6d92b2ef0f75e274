import EscaleCore
import ReplicaStore
package import SyncProtocol

extension LocalReplica {
  /// How long the server is asked to wait for news, in milliseconds: less than what it allows.
  private static let newsWaitMilliseconds: UInt64 = 25_000
  /// How often this replica's own file is looked at.
  private static let ownPause = Duration.seconds(2)

  /// Waits until there is a reason to sync: news on the server, something of one's own to send, or
  /// some time gone by.
  ///
  /// Holds no lock meanwhile and applies nothing.
  ///
  /// - Throws: ``ServerFailure``, ``SyncFault``, ``StoreFault``.
  package func waitForWork(over connection: any SyncConnection) async throws {
    let before = try workMark()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await self.waitForNews(over: connection) }
      group.addTask {
        repeat {
          try await Task.sleep(for: Self.ownPause)
        } while try self.workMark() == before
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// What changes when somebody records or imports something here.
  private func workMark() throws -> [Int64] {
    try store.read { reader in
      [Int64(try reader.identity().lastSequence), try reader.parcels().last?.number ?? 0]
    }
  }

  /// Asks for what the next sync will fetch, and lets the server take its time where that is
  /// nothing.
  private func waitForNews(over connection: any SyncConnection) async throws {
    let identity = try identity()
    let request = SyncRequest(
      ledger: identity.ledger, replica: identity.replica,
      acknowledgement: Acknowledgement(
        position: identity.acknowledgement.position,
        ownLastSequence: max(
          identity.acknowledgement.ownLastSequence, identity.lastSequence)),
      cursor: identity.cursor, head: identity.head, clock: surroundings.now(),
      waitMilliseconds: Self.newsWaitMilliseconds, entryLimit: 1)
    _ = try await connection.exchange(.sync, request.bytes, token: identity.token)
  }
}
