import AsyncHTTPClient
import NIOCore

/// A long body, handed out piece by piece as the connection takes them.
///
/// A body written in one go counts as sent before it has left, and the library then loses the
/// answer of a server that refuses it halfway.
struct BodyChunks: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  static let chunkByteCount = 256 << 10

  let bytes: [UInt8]

  /// The body as the library takes it: a short one in one go.
  var body: HTTPClientRequest.Body {
    guard bytes.count > Self.chunkByteCount else { return .bytes(ByteBuffer(bytes: bytes)) }
    return .stream(self, length: .known(Int64(bytes.count)))
  }

  func makeAsyncIterator() -> Iterator { Iterator(rest: bytes[...]) }

  struct Iterator: AsyncIteratorProtocol {
    var rest: ArraySlice<UInt8>

    mutating func next() async -> ByteBuffer? {
      guard !rest.isEmpty else { return nil }
      let chunk = rest.prefix(BodyChunks.chunkByteCount)
      rest = rest.dropFirst(chunk.count)
      return ByteBuffer(bytes: chunk)
    }
  }
}
