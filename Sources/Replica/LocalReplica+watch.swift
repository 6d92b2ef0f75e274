import EscaleCore
import ReplicaStore
package import SyncProtocol

extension LocalReplica {
  /// How long the server is asked to wait for news, in milliseconds: less than what it allows.
  private static let newsWaitMilliseconds: UInt64 = 25_000
  /// How often this replica's own file is looked at.
  private static let ownPause = Duration.seconds(1)

  /// Waits until there is a reason to sync: news on the server, something recorded here since the
  /// mark, or some time gone by.
  ///
  /// Holds no lock meanwhile and applies nothing.
  ///
  /// - Throws: ``ServerFailure`` where the server can't be reached, ``StoreFault``.
  package func waitForWork(since mark: WorkMark, over connection: any SyncConnection) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await self.waitForNews(over: connection) }
      group.addTask {
        var mark = mark
        while try !self.hasWork(since: &mark) { try await Task.sleep(for: Self.ownPause) }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// Where this replica stands; taken before a sync, so that nothing recorded during it is missed.
  ///
  /// - Throws: ``StoreFault``.
  package func workMark() throws -> WorkMark {
    try store.read { reader in
      WorkMark(
        version: try reader.versionByOthers(), lastSequence: try reader.identity().lastSequence,
        lastParcel: try reader.parcels().last?.number ?? 0)
    }
  }

  /// Whether somebody recorded or imported something; looks closer only where anybody wrote.
  private func hasWork(since mark: inout WorkMark) throws -> Bool {
    let version = try store.read { try $0.versionByOthers() }
    guard version != mark.version else { return false }
    let now = try workMark()
    mark.version = now.version
    return now != mark
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
    do throws(ServerFailure) {
      _ = try await connection.exchange(.sync, request.bytes, token: identity.token)
    } catch {
      // What is refused here is refused to the sync as well, which knows what to do about it.
      guard error.kind != .unreachable else { throw error }
    }
  }
}

/// What changes when somebody records or imports something in a replica.
package struct WorkMark: Sendable, Equatable {
  fileprivate var version: Int64
  fileprivate let lastSequence: UInt32
  fileprivate let lastParcel: Int64
}
