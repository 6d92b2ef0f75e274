import Gzip
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import SyncProtocol

/// The body of a request to an endpoint, taken in within its limit.
struct IncomingBody {
  private let request: Request
  private let byteLimit: Int

  init(_ request: Request, byteLimit: Int) {
    self.request = request
    self.byteLimit = byteLimit
  }

  /// The bytes, decompressed as they come; neither form ever passes the limit.
  ///
  /// Throws `Problem`, or the parser's error, which the library answers itself.
  func bytes() async throws -> [UInt8] {
    guard request.headers.mediaType == "application/cbor" else { throw Problem.wrongType }
    let announced = request.headers[.contentLength].flatMap { Int($0) }
    if let announced, announced > byteLimit { throw Problem.tooLarge(byteLimit: byteLimit) }
    switch request.headers[.contentEncoding]?.lowercased() {
    case nil, "identity": return try await plain(announced: announced)
    case "gzip": return try await decompressed(announced: announced)
    default: throw Problem.wrongEncoding
    }
  }

  private func plain(announced: Int?) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(announced ?? 0)
    try await eachChunk(announced: announced) { chunk in
      bytes.append(contentsOf: chunk.readableBytesView)
    }
    return bytes
  }

  private func decompressed(announced: Int?) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    var reader = GzipReader(byteLimit: byteLimit, members: .one)
    do {
      try await eachChunk(announced: announced) { chunk in
        try chunk.withUnsafeReadableBytes { try reader.read($0, appendingTo: &bytes) }
      }
      try reader.finish()
      return bytes
    } catch GzipFailure.tooLarge {
      throw Problem.tooLarge(byteLimit: byteLimit)
    } catch is GzipFailure {
      throw Problem.badGzip
    }
  }

  /// Hands over chunk by chunk what was sent, and makes sure that it is neither more than is
  /// allowed nor less than was announced.
  private func eachChunk(
    announced: Int?, _ use: (ByteBuffer) throws -> Void
  ) async throws {
    var count = 0
    do {
      for try await chunk in request.body {
        count += chunk.readableBytes
        guard count <= byteLimit else { throw Problem.tooLarge(byteLimit: byteLimit) }
        try use(chunk)
      }
    } catch {
      throw Self.isOurs(error) ? error : Problem.incompleteBody
    }
    if let announced, count < announced { throw Problem.incompleteBody }
  }

  /// Whether an error says more than that the connection was cut.
  private static func isOurs(_ error: any Error) -> Bool {
    error is Problem || error is GzipFailure || error is HTTPParserError
  }
}
