import AsyncHTTPClient
import Gzip
import NIOCore
import NIOHTTP1
import SyncProtocol

extension IncomingAnswer {
  /// A body as it is used, and what it took on the wire.
  struct Body {
    var bytes: [UInt8] = []
    var wireByteCount = 0
  }

  /// The whole body, decompressed as it comes.
  func body(byteLimit: Int) async throws -> Body {
    let announced = try announcedLength()
    switch response.headers.first(name: "Content-Encoding")?.lowercased() {
    case nil, "identity":
      return try await plainBody(byteLimit: byteLimit, announced: announced)
    case "gzip": return try await compressedBody(byteLimit: byteLimit)
    case let other?: throw ConnectionFailure.malformedAnswer(reason: "encoded as \(other)")
    }
  }

  private func plainBody(byteLimit: Int, announced: Int?) async throws -> Body {
    var body = Body()
    body.bytes.reserveCapacity(min(announced ?? 0, byteLimit))
    for try await chunk in response.body {
      try count(chunk, in: &body)
      guard body.wireByteCount <= byteLimit else { throw tooLong(byteLimit) }
      body.bytes.append(contentsOf: chunk.readableBytesView)
    }
    return body
  }

  private func compressedBody(byteLimit: Int) async throws -> Body {
    var body = Body()
    var reader = GzipReader(byteLimit: byteLimit, members: .one)
    for try await chunk in response.body {
      try count(chunk, in: &body)
      do {
        try chunk.withUnsafeReadableBytes { try reader.read($0, appendingTo: &body.bytes) }
      } catch GzipFailure.tooLarge {
        throw tooLong(byteLimit)
      } catch {
        throw ConnectionFailure.malformedAnswer(reason: "bad gzip: \(error)")
      }
    }
    do { try reader.finish() } catch {
      throw ConnectionFailure.malformedAnswer(reason: "bad gzip: \(error)")
    }
    return body
  }

  private func count(_ chunk: ByteBuffer, in body: inout Body) throws {
    body.wireByteCount += chunk.readableBytes
    guard body.wireByteCount <= limits.wireByteLimit else { throw tooLong(limits.wireByteLimit) }
  }

  /// How long the body says that it is, where it says so.
  private func announcedLength() throws -> Int? {
    guard let text = response.headers.first(name: "Content-Length"), let length = Int(text),
      length >= 0
    else { return nil }
    guard length <= limits.wireByteLimit else { throw tooLong(limits.wireByteLimit) }
    return length
  }

  private func tooLong(_ byteLimit: Int) -> ConnectionFailure {
    .malformedAnswer(reason: "the answer is longer than \(byteLimit) bytes")
  }
}
