import NIOCore
import NIOPosix

/// Runs a server that answers every connection with the same bytes and closes it.
func withRawServer<Result: Sendable>(
  answering answer: String, _ body: (Int) async throws -> Result
) async throws -> Result {
  let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
    .bind(host: "127.0.0.1", port: 0) { channel in
      channel.eventLoop.makeCompletedFuture {
        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
      }
    }
  return try await withThrowingTaskGroup(of: Void.self) { tasks in
    tasks.addTask {
      try await listener.executeThenClose { connections in
        for try await connection in connections {
          try await connection.executeThenClose { inbound, outbound in
            var requests = inbound.makeAsyncIterator()
            _ = try await requests.next()
            try await outbound.write(ByteBuffer(string: answer))
          }
        }
      }
    }
    defer { tasks.cancelAll() }
    return try await body(listener.channel.localAddress?.port ?? 0)
  }
}
