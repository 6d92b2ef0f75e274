import HTTPTypes
import Hummingbird
import SyncProtocol

/// Finds out who asks, and keeps those out who would come around the proxy.
///
/// Source: DESIGN, "Transport": plain HTTP beyond loopback is refused. Health is told to everyone.
struct ProxyRule: RouterMiddleware {
  private let trustedProxy: String?
  private let keepsOthersOut: Bool

  init(_ configuration: ServerConfiguration) {
    self.trustedProxy = configuration.trustedProxy.flatMap(IPAddress.canonical)
    self.keepsOthersOut = configuration.isPlainBeyondLoopback
  }

  func handle(
    _ request: Request, context: ServerContext,
    next: @concurrent (Request, ServerContext) async throws -> Response
  ) async throws -> Response {
    let isFromProxy = context.peer == trustedProxy
    if keepsOthersOut, !isFromProxy, !IPAddress.isLoopback(context.peer),
      !HealthRoutes.paths.contains(request.uri.path)
    {
      throw Problem.notByProxy
    }
    var context = context
    if isFromProxy, let client = Self.lastForwarded(request.headers) { context.client = client }
    return try await next(request, context)
  }

  /// The address that the nearest proxy added: those before it are anybody's claims.
  static func lastForwarded(_ headers: HTTPFields) -> String? {
    guard let name = HTTPField.Name("X-Forwarded-For") else { return nil }
    let last = headers[values: name].last?.split(separator: ",").last
    return last.flatMap { IPAddress.canonical($0.filter { $0 != " " }) }
  }
}
