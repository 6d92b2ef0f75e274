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
    self.init(status: .ok, headers: headers, body: ResponseBody(answer: bytes))
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

extension ResponseBody {
  /// How much of a long answer is handed to the connection at once: the next is made ready while that
  /// leaves.
  private static let chunkByteCount = 256 << 10

  fileprivate init(answer bytes: [UInt8]) {
    guard bytes.count > ResponseBody.chunkByteCount else {
      self.init(byteBuffer: ByteBuffer(bytes: bytes))
      return
    }
    self.init(contentLength: bytes.count) { writer in
      var rest = bytes[...]
      while !rest.isEmpty {
        let chunk = rest.prefix(ResponseBody.chunkByteCount)
        rest = rest.dropFirst(chunk.count)
        try await writer.write(ByteBuffer(bytes: chunk))
      }
      try await writer.finish(nil)
    }
  }
}
