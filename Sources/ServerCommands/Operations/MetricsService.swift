import Hummingbird
import ServiceLifecycle
import SyncServer

/// The page for Prometheus on an address of its own, as long as the server runs.
struct MetricsService: Service {
  let application: Application<RouterResponder<ServerContext>>
  let address: ListenAddress

  func run() async throws {
    do {
      try await application.run()
    } catch {
      throw ListenFault(error, address: address.text) ?? error
    }
  }
}
