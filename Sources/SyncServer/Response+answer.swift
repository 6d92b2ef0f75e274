import Gzip
import HTTPTypes
import Hummingbird
import NIOCore
import SyncProtocol

extension Response {
  /// An answer to a replica: few headers, short ones, and compressed where that pays.
  init(answer: [UInt8], acceptsGzip: Bool) {
    let isCompressed = acceptsGzip && answer.count > ServerLimits.compressionThreshold
    let bytes = isCompressed ? Gzip.compress(answer) : answer
    var headers: HTTPFields = [.contentType: "application/cbor"]
    if isCompressed { headers[.contentEncoding] = "gzip" }
    self.init(
      status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  /// A refusal, in the words of the client's language; `id` is the name that its request has in the
  /// log.
  init(problem: Problem, to request: HTTPFields, id: String) {
    let bytes = problem.jsonBytes(in: request.language, requestID: id)
    var headers: HTTPFields = [.contentType: "application/problem+json"]
    if problem.status == 401 { headers[.wwwAuthenticate] = "Bearer" }
    if problem.status == 405 { headers[.allow] = "POST" }
    self.init(
      status: .init(code: problem.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}
