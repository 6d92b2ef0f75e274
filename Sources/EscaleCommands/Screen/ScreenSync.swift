import Replica
import ReplicaStore
import SyncTransport
import Synchronization

/// A sync beside the screen, one at a time.
final class ScreenSync: Sendable {
  private let connect: ProgramSurroundings.Connector
  private let settings: ConnectionSettings
  private let ended = Mutex<Result<SyncReport, any Error>?>(nil)

  init(_ connect: @escaping ProgramSurroundings.Connector, _ settings: ConnectionSettings) {
    self.connect = connect
    self.settings = settings
  }

  /// Begins a sync; ``outcome()`` tells when it has ended.
  ///
  /// - Throws: Where the server has no address that can be connected to.
  func start(_ replica: LocalReplica) throws {
    let url = try ServerAddress.parse(try replica.identity().server)
    let open = try connect(url, settings)
    Task {
      let outcome: Result<SyncReport, any Error>
      do {
        outcome = .success(
          try await open.use { connection in
            let (report, failure) = try await SyncExchange(replica: replica).run(over: connection)
            if let failure { throw failure }
            return report
          })
      } catch {
        outcome = .failure(error)
      }
      ended.withLock { $0 = outcome }
    }
  }

  /// What came of the sync, told once.
  func outcome() -> Result<SyncReport, any Error>? {
    ended.withLock { ended in
      defer { ended = nil }
      return ended
    }
  }
}
