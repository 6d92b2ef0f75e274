import AsyncHTTPClient
import EscaleCore
import NIOCore
import NIOHTTP1
import SyncProtocol

/// An answer of which the head has come and the body is coming.
struct IncomingAnswer {
  let response: HTTPClientResponse
  let limits: ConnectionLimits

  init(_ response: HTTPClientResponse, limits: ConnectionLimits) {
    self.response = response
    self.limits = limits
  }

  /// What the server says, once all of it has come.
  ///
  /// Throws `ConnectionFailure`, or what the HTTP library throws when the connection is cut.
  func reply(bytesSent: Int) async throws -> Reply {
    switch (response.status, mediaType) {
    case (.ok, "application/cbor"):
      let body = try await body(byteLimit: limits.answerByteLimit)
      return Reply(
        body: body.bytes, bytesSent: bytesSent, bytesReceived: headByteCount + body.wireByteCount)
    case (_, "application/problem+json"): throw try await problem()
    case (.badGateway, _), (.serviceUnavailable, _), (.gatewayTimeout, _):
      throw ConnectionFailure.unreachable(
        reason: Words(
          french: "une passerelle répond \(response.status)",
          english: "a gateway answers \(response.status)"))
    default:
      throw ConnectionFailure.malformedAnswer(
        reason: "\(response.status), \(mediaType ?? "of no type")")
    }
  }

  /// The content type in lower case, without its parameters.
  private var mediaType: String? {
    guard let value = response.headers.first(name: "Content-Type") else { return nil }
    return value.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
  }

  private var headByteCount: Int {
    WireSize.head(line: "HTTP/1.1 \(response.status)", headers: response.headers)
  }

  private func problem() async throws -> ConnectionFailure {
    let bytes = try await body(byteLimit: limits.problemByteLimit).bytes
    let status = Int(response.status.code)
    guard let problem = Problem(jsonBytes: bytes, status: status) else {
      return .malformedAnswer(reason: "\(response.status) with a problem that can't be read")
    }
    return .problem(problem)
  }
}
