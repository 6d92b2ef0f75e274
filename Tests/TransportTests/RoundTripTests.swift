import SyncProtocol
import SyncServer
import SyncTransport
import Testing

@Suite struct RoundTripTests {
  @Test(arguments: [0, 1, 199, 200, 201, 5000, 1_000_000])
  func `a body goes there and comes back`(count: Int) async throws {
    let body = Sample.bytes(count: count, seed: UInt64(count))
    let reply = try await withServer { port in
      try await withConnection(to: "http://127.0.0.1:\(port)") {
        try await $0.call(.sync, body: body, token: nil)
      }
    }
    #expect(reply.body == body)
  }

  @Test func `long bodies are compressed both ways`() async throws {
    let reply = try await withServer { port in
      try await withConnection(to: "http://127.0.0.1:\(port)") {
        try await $0.call(.sync, body: [UInt8](repeating: 7, count: 100_000), token: nil)
      }
    }
    #expect(reply.bytesSent < 1000)
    #expect(reply.bytesReceived < 1000)
  }

  @Test(arguments: [Endpoint.blobPut, .blobGet])
  func `pieces of files go as they are, both ways`(endpoint: Endpoint) async throws {
    let reply = try await withServer { port in
      try await withConnection(to: "http://127.0.0.1:\(port)") {
        try await $0.call(endpoint, body: [UInt8](repeating: 7, count: 100_000), token: nil)
      }
    }
    #expect(reply.body == [UInt8](repeating: 7, count: 100_000))
    #expect(reply.bytesSent > 100_000)
    #expect(reply.bytesReceived > 100_000)
  }

  @Test func `an exchange of little takes less than a kilobyte`() async throws {
    let token = String(repeating: "t", count: 43)
    let reply = try await withServer { port in
      try await withConnection(to: "http://127.0.0.1:\(port)") {
        try await $0.call(.sync, body: [UInt8](repeating: 7, count: 200), token: token)
      }
    }
    #expect(reply.bytesSent + reply.bytesReceived < 1000)
    #expect(reply.bytesSent > 200)
    #expect(reply.bytesReceived > 200)
  }

  @Test func `the token and the client's address reach the service`() async throws {
    let reply = try await withServer { port in
      try await withConnection(to: "http://127.0.0.1:\(port)") {
        try await $0.call(.renew, body: [], token: "abc")
      }
    }
    #expect(String(decoding: reply.body, as: UTF8.self) == "abc from 127.0.0.1")
  }

  @Test func `one connection serves many calls`() async throws {
    try await withServer { port in
      try await withConnection(to: "http://localhost:\(port)") { connection in
        for count in 0..<50 {
          let body = Sample.bytes(count: count * 20, seed: 1)
          let reply = try await connection.call(.sync, body: body, token: nil)
          #expect(reply.body == body)
        }
      }
    }
  }

  @Test func `a server that is told to stop finishes what it has begun`() async throws {
    let (calls, called) = AsyncStream<Void>.makeStream()
    let service = DeskService(delay: .milliseconds(300), wasCalled: { called.yield() })
    let call = try await withServer(service: service) { port in
      let call = Task {
        try await withConnection(to: "http://127.0.0.1:\(port)") {
          try await $0.call(.hello, body: [], token: nil)
        }
      }
      // The server is told to stop as soon as this body returns.
      for await _ in calls.prefix(1) {}
      return call
    }
    #expect(try await call.value.body.count == 5000)
  }

  @Test func `requests that come in one go are answered one by one`() async throws {
    let request = "GET /livez HTTP/1.1\r\nHost: desk\r\n"
    let two = request + "\r\n" + request + "Connection: close\r\n\r\n"
    let answer = try await withServer { try await RawClient.talk(port: $0, [.send(two)]) }
    #expect(answer.split(separator: "HTTP/1.1 200 OK").count == 2)
  }

  @Test func `who comes when all connections are taken waits for one`() async throws {
    var limits = ServerLimits()
    limits.connectionLimit = 1
    limits.idleTimeout = .milliseconds(500)
    limits.tick = .milliseconds(20)
    let request = "GET /livez HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n"
    let answer = try await withServer(limits: limits) { port in
      async let idler = RawClient.talk(port: port, [])
      try await Task.sleep(for: .milliseconds(200))
      let answer = try await RawClient.talk(port: port, [.send(request)])
      #expect(try await idler.isEmpty)
      return answer
    }
    #expect(answer.hasPrefix("HTTP/1.1 200 "))
  }
}
