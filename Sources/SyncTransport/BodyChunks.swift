import AsyncHTTPClient
import NIOCore

/// A long body, handed out piece by piece as the connection takes them.
///
/// A body written in one go counts as sent before it has left, and the library then loses the
/// answer of a server that refuses it halfway.
struct BodyChunks: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  static let chunkByteCount = 64 << 10

  let bytes: ByteBuffer

  /// The body as the library takes it: a short one in one go.
  var body: HTTPClientRequest.Body {
    guard bytes.readableBytes > Self.chunkByteCount else { return .bytes(bytes) }
    return .stream(self, length: .known(Int64(bytes.readableBytes)))
  }

  func makeAsyncIterator() -> Iterator { Iterator(rest: bytes) }

  struct Iterator: AsyncIteratorProtocol {
    var rest: ByteBuffer

    mutating func next() async -> ByteBuffer? {
      guard rest.readableBytes > 0 else { return nil }
      return rest.readSlice(length: Swift.min(rest.readableBytes, BodyChunks.chunkByteCount))
    }
  }
}
