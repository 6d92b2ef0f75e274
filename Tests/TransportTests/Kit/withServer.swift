import Hummingbird
import Logging
import ServiceLifecycle
import SyncProtocol
import SyncServer
import SyncTransport
import Testing

/// A logger that keeps quiet.
let quiet = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

/// Runs a real server on a free port of loopback for as long as the body takes.
func withServer<Result: Sendable>(
  service: DeskService = DeskService(), tls: ServerConfiguration.TLSFiles? = nil,
  trustedProxy: String? = nil, limits: ServerLimits = ServerLimits(),
  _ body: (Int) async throws -> Result
) async throws -> Result {
  var configuration = ServerConfiguration(
    listen: ListenAddress(host: "127.0.0.1", port: 0), tls: tls, trustedProxy: trustedProxy)
  configuration.limits = limits
  let (ports, listening) = AsyncStream<Int>.makeStream()
  let application = try makeSyncApplication(
    service: service, configuration: configuration, logger: quiet,
    onListening: { listening.yield($0) })
  let group = ServiceGroup(configuration: .init(services: [application], logger: quiet))
  return try await withThrowingTaskGroup(of: Void.self) { tasks in
    tasks.addTask {
      defer { listening.finish() }
      try await group.run()
    }
    var iterator = ports.makeAsyncIterator()
    let port = try #require(await iterator.next())
    let result = try await body(port)
    await group.triggerGracefulShutdown()
    try await tasks.waitForAll()
    return result
  }
}

/// Connects to a server on loopback for as long as the body takes.
func withConnection<Result: Sendable>(
  to url: String, settings: ConnectionSettings = ConnectionSettings(),
  _ body: (HTTPConnection) async throws -> Result
) async throws -> Result {
  let connection = try HTTPConnection(to: #require(ServerURL(url)), settings: settings)
  do {
    let result = try await body(connection)
    await connection.shutdown()
    return result
  } catch {
    await connection.shutdown()
    throw error
  }
}
