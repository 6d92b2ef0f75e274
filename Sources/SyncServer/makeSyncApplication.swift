package import Hummingbird
import HummingbirdTLS
package import Logging
import NIOCore
package import SyncProtocol

/// The server as a service: the endpoints for replicas, health, and whatever routes are added.
///
/// Run it in a service group, which stops it gracefully: requests that have begun are answered.
/// `onListening` is told the port once connections are accepted. `metrics` are read on the desk's own
/// address unless they are on one of their own.
///
/// - Throws: ``ServerStartFailure``, before anything is opened. An address in use is found only
///   when the service runs.
package func makeSyncApplication(
  service: any SyncService, configuration: ServerConfiguration, logger: Logger,
  metrics: MetricsPage = MetricsPage(MetricsRegistry(help: MetricsPage.help)),
  metricsAreApart: Bool = false,
  onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in },
  extraRoutes: (Router<ServerContext>) -> Void = { _ in }
) throws(ServerStartFailure) -> Application<RouterResponder<ServerContext>> {
  try configuration.check()
  let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
  router.add(middleware: RequestRecord(configuration, metrics.registry))
  router.add(middleware: ProblemAnswers())
  router.add(middleware: ProxyRule(configuration))
  HealthRoutes(service: service).add(to: router)
  if !metricsAreApart { metrics.addForLoopback(to: router, configuration) }
  SyncRoutes(service: service).add(to: router)
  extraRoutes(router)
  return Application(
    router: router,
    server: try configuration.serverBuilder(),
    configuration: configuration.applicationConfiguration(logger: logger),
    onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
    logger: logger)
}
