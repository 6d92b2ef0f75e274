import HTTPTypes
import Hummingbird
import SyncProtocol

/// The endpoints that replicas ask.
struct SyncRoutes {
  let service: any SyncService

  func add(to router: Router<ServerContext>) {
    for endpoint in Endpoint.allCases {
      let path = RouterPath(endpoint.rawValue)
      router.post(path) { [service] request, context in
        let body = try await IncomingBody(request, byteLimit: endpoint.bodyByteLimit).bytes()
        let answer = try await service.answer(
          endpoint, body: body, token: request.headers.bearerToken, client: context.client)
        return Response(
          answer: answer,
          acceptsGzip: endpoint.isCompressed && request.headers.acceptsGzip)
      }
      for method in Self.otherMethods {
        router.on(path, method: method) { _, _ -> Response in throw Problem.wrongMethod }
      }
    }
  }

  private static let otherMethods: [HTTPRequest.Method] = [
    .get, .head, .put, .patch, .delete, .options,
  ]
}
