import HTTPTypes
package import Hummingbird
package import Logging

/// The page that Prometheus reads, and who may read it.
package struct MetricsPage: Sendable {
  package static let path = "/metrics"

  package let registry: MetricsRegistry
  /// Sets what is only known when somebody asks.
  private let collect: @Sendable () async -> Void

  package init(_ registry: MetricsRegistry, collect: @escaping @Sendable () async -> Void = {}) {
    self.registry = registry
    self.collect = collect
  }

  /// What the server counts of HTTP, by name, for the registry.
  package static let help = [
    MetricsName.requests: "Requests answered, by route, method and class of status.",
    MetricsName.open: "Requests being answered.",
    MetricsName.time: "Seconds to the beginning of an answer.",
  ]

  /// On the desk's own address, for this very machine alone.
  ///
  /// A proxy before the server is on this machine too, often: what it passes on is not for it. It
  /// shows by its address where it is named, else by its headers, or by the host that was asked for.
  /// Everybody else learns that there is nothing here.
  func addForLoopback(to router: Router<ServerContext>, _ configuration: ServerConfiguration) {
    let proxy = configuration.trustedProxy.flatMap(IPAddress.canonical)
    router.get(RouterPath(Self.path)) { request, context in
      guard IPAddress.isLoopback(context.peer), context.peer != proxy,
        !Self.passingHeaders.contains(where: { request.headers[$0] != nil }),
        Self.isLoopback(authority: request.head.authority ?? "")
      else { throw HTTPError(.notFound) }
      return await answer()
    }
  }

  func answer() async -> Response {
    await collect()
    return Response(
      status: .ok,
      headers: [.contentType: MetricsRegistry.contentType, .cacheControl: "no-store"],
      body: .init(byteBuffer: .init(string: registry.text())))
  }

  /// What a proxy adds to what it passes on.
  private static let passingHeaders = [
    "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via",
  ].compactMap { HTTPField.Name($0) }

  /// Whether `host` or `host:port` names this machine's own loop.
  private static func isLoopback(authority: String) -> Bool {
    (ListenAddress(authority) ?? ListenAddress("\(authority):0"))?.isLoopback ?? false
  }
}

/// A service that answers with the page for Prometheus on an address of its own, whoever asks.
package func makeMetricsApplication(
  _ page: MetricsPage, listen: ListenAddress, logger: Logger
) throws(ServerStartFailure) -> Application<RouterResponder<ServerContext>> {
  var configuration = ServerConfiguration(listen: listen)
  configuration.limits.connectionLimit = 16
  let router = Router(context: ServerContext.self, options: .autoGenerateHeadEndpoints)
  router.add(middleware: ProblemAnswers())
  router.get(RouterPath(MetricsPage.path)) { _, _ in await page.answer() }
  return Application(
    router: router, server: try configuration.serverBuilder(),
    configuration: configuration.applicationConfiguration(logger: logger), logger: logger)
}
