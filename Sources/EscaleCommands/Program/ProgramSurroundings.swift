package import Console
package import EscaleCore
package import SyncProtocol
package import SyncTransport

/// What surrounds a run of the program: whatever a test wants to give instead of the process.
package struct ProgramSurroundings: Sendable {
  package var environment: Environment
  package var output: StandardOutput
  package var errorOutput: StandardOutput
  /// The device's clock.
  package var clock: @Sendable () -> Timestamp
  /// Whether somebody at a terminal can be asked.
  package var canAsk: Bool
  /// Opens the way to a server; nothing is opened before `join` or `sync` ask for it.
  package var connect: Connector
  /// Has the program do something aside, with these arguments; nobody waits for it, or learns what
  /// came of it.
  package var startAside: @Sendable ([String]) -> Void

  /// Opens the way to a server.
  package typealias Connector =
    @Sendable (ServerURL, ConnectionSettings) throws(ConnectionFailure) -> OpenConnection

  package init(
    environment: Environment, output: StandardOutput, errorOutput: StandardOutput,
    clock: @escaping @Sendable () -> Timestamp, canAsk: Bool, connect: @escaping Connector,
    startAside: @escaping @Sendable ([String]) -> Void = { _ in }
  ) {
    self.environment = environment
    self.output = output
    self.errorOutput = errorOutput
    self.clock = clock
    self.canAsk = canAsk
    self.connect = connect
    self.startAside = startAside
  }
}

/// A connection, and how it is ended.
package struct OpenConnection: Sendable {
  package let connection: any SyncConnection
  package let close: @Sendable () async -> Void

  package init(
    _ connection: any SyncConnection, close: @escaping @Sendable () async -> Void = {}
  ) {
    self.connection = connection
    self.close = close
  }
}

extension OpenConnection {
  /// Uses the connection, and closes it whatever comes of that.
  ///
  /// On the pool of threads, so that one can read what comes while another stores what came.
  func use<Value>(_ body: (any SyncConnection) async throws -> Value) async throws -> Value {
    try await withTaskExecutorPreference(globalConcurrentExecutor) {
      do {
        let value = try await body(connection)
        await close()
        return value
      } catch {
        await close()
        throw error
      }
    }
  }
}
