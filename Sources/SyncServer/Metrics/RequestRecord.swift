import CoreMetrics
import HTTPTypes
import Hummingbird
import Logging

/// Gives each request its name, and counts and logs it, whatever comes of it.
///
/// What is counted and logged of a request is its method, the route that answered, the status and
/// the time: never its address, which may name a request of the desk.
struct RequestRecord: RouterMiddleware {
  private let trustedProxy: String?
  private let metrics: MetricsRegistry
  private let open: Meter

  init(_ configuration: ServerConfiguration, _ metrics: MetricsRegistry) {
    trustedProxy = configuration.trustedProxy.flatMap(IPAddress.canonical)
    self.metrics = metrics
    open = Meter(label: MetricsName.open, factory: metrics)
  }

  func handle(
    _ request: Request, context: ServerContext,
    next: @concurrent (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    if let given = proxyName(request, context) {
      context.logger[metadataKey: Self.idKey] = "\(given)"
    }
    let began = ContinuousClock.now
    open.increment()
    defer { open.decrement() }
    do {
      let response = try await RequestTrace.$id.withValue(context.id) {
        try await next(request, context)
      }
      record(request, context, status: response.status.code, since: began)
      return response
    } catch {
      // What isn't answered by us is refused by the library.
      record(request, context, status: 400, since: began)
      throw error
    }
  }

  /// What the library calls the name among what comes with each line of the log.
  static let idKey = "hb.request.id"

  /// The name that our own proxy gave the request, so that both logs tell the same.
  private func proxyName(_ request: Request, _ context: ServerContext) -> String? {
    guard let trustedProxy, context.peer == trustedProxy,
      let field = HTTPField.Name("X-Request-Id"), let name = request.headers[field],
      RequestTrace.isFit(name)
    else { return nil }
    return name
  }

  private func record(
    _ request: Request, _ context: ServerContext, status: Int, since began: ContinuousClock.Instant
  ) {
    let (seconds, attoseconds) = began.duration(to: .now).components
    let nanoseconds = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    let route = context.endpointPath ?? "none"
    let method = Self.methods.contains(request.method) ? request.method.rawValue : "other"
    Counter(
      label: MetricsName.requests,
      dimensions: [("route", route), ("method", method), ("code", "\(status / 100)xx")],
      factory: metrics
    ).increment()
    Timer(label: MetricsName.time, dimensions: [("route", route)], factory: metrics)
      .recordNanoseconds(nanoseconds)
    context.logger.info(
      "answered",
      metadata: [
        "method": "\(method)", "route": "\(route)", "status": "\(status)",
        "milliseconds": "\(nanoseconds / 1_000_000)",
      ])
  }

  private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post]
}

/// What the server's own numbers are called.
enum MetricsName {
  static let requests = "escale_http_requests_total"
  static let open = "escale_http_requests_open"
  static let time = "escale_http_request_seconds"
}
