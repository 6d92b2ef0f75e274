import AsyncHTTPClient
import EscaleCore
import Gzip
import NIOCore
import NIOHTTP1
import SyncProtocol

/// One request as it goes out: few headers, short ones, and the body compressed where that pays.
struct OutgoingRequest: Sendable {
  let request: HTTPClientRequest
  /// What is sent, in bytes: the body exactly, line and headers as they will be written.
  let wireByteCount: Int

  init(to server: ServerURL, endpoint: Endpoint, body: [UInt8], token: String?, language: Language)
  {
    let isCompressed =
      endpoint.isCompressed && body.count > ConnectionLimits.compressionThreshold
    let wireBody = isCompressed ? Gzip.compress(body) : body
    var request = HTTPClientRequest(url: server.text + endpoint.rawValue)
    request.method = .POST
    request.headers = Self.headers(token: token, isCompressed: isCompressed, language: language)
    request.body = BodyChunks(bytes: wireBody).body
    self.request = request
    let line = "POST \(server.path)\(endpoint.rawValue) HTTP/1.1"
    let added = ["Host: \(server.authority)", "Content-Length: \(wireBody.count)"]
    self.wireByteCount =
      WireSize.head(line: line, headers: request.headers) + WireSize.lines(added)
      + wireBody.count
  }

  /// French goes without saying: it is the server's own default.
  private static func headers(
    token: String?, isCompressed: Bool, language: Language
  ) -> HTTPHeaders {
    var headers: HTTPHeaders = ["Content-Type": "application/cbor", "Accept-Encoding": "gzip"]
    if let token { headers.add(name: "Authorization", value: "Bearer \(token)") }
    if isCompressed { headers.add(name: "Content-Encoding", value: "gzip") }
    if language != .french { headers.add(name: "Accept-Language", value: language.rawValue) }
    return headers
  }
}
