import NIOCore
import NIOPosix

/// A client that sends whatever bytes it is told to.
enum RawClient {
  /// One step of what is sent.
  enum Step: Sendable {
    case send(String)
    case sendBytes([UInt8])
    case wait(Duration)
  }

  /// Sends the steps, then reads until the server closes.
  static func talk(port: Int, _ steps: [Step]) async throws -> String {
    let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
    let channel = try await bootstrap.connect(host: "127.0.0.1", port: port) { channel in
      channel.eventLoop.makeCompletedFuture {
        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
      }
    }
    return try await channel.executeThenClose { inbound, outbound in
      // The server may close while we still send: what it said before is what counts.
      for step in steps { try? await take(step, outbound) }
      var received = ByteBuffer()
      do {
        for try await chunk in inbound { received.writeImmutableBuffer(chunk) }
      } catch {}
      return String(buffer: received)
    }
  }

  private static func take(
    _ step: Step, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) async throws {
    switch step {
    case .send(let text): try await outbound.write(ByteBuffer(string: text))
    case .sendBytes(let bytes): try await outbound.write(ByteBuffer(bytes: bytes))
    case .wait(let duration): try await Task.sleep(for: duration)
    }
  }

  /// The head of a request to the sync endpoint.
  static func head(length: Int, type: String = "application/cbor", more: [String] = []) -> String {
    (["POST /v1/sync HTTP/1.1", "Host: desk", "Content-Type: \(type)", "Content-Length: \(length)"]
      + more).joined(separator: "\r\n") + "\r\n\r\n"
  }
}
