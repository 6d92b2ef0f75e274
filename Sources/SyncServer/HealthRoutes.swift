import Hummingbird
import SyncProtocol

/// Whether the server lives, and whether it is ready: for whoever watches over it.
struct HealthRoutes {
  static let livePath = "/livez"
  static let readyPath = "/readyz"
  static let paths = [livePath, readyPath]

  let service: any SyncService

  func add(to router: Router<ServerContext>) {
    router.get(RouterPath(Self.livePath)) { _, _ in "ok\n" }
    router.get(RouterPath(Self.readyPath)) { [service] _, _ in
      if let reason = await service.reasonNotReady() { throw Problem.notReady(reason: reason) }
      return "ok\n"
    }
  }
}
