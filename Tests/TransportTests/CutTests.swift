import SyncProtocol
import SyncTransport
import Testing

@Suite struct CutTests {
  private static let head = "HTTP/1.1 200 OK\r\nContent-Type: application/cbor\r\n"

  private func failure(of answer: String, limits: ConnectionLimits = .init()) async throws
    -> ConnectionFailure
  {
    var settings = ConnectionSettings()
    settings.limits = limits
    return try await withRawServer(answering: answer) { [settings] port in
      try await withConnection(to: "http://127.0.0.1:\(port)", settings: settings) { connection in
        try await refusal {
          _ = try await connection.call(.hello, body: [1], token: nil)
        }
      }
    }
  }

  @Test(arguments: [
    "", "HTTP/1.1 200", head, head + "Content-Length: 100\r\n\r\nabc",
    head + "Transfer-Encoding: chunked\r\n\r\n5\r\nab",
  ])
  func `a connection cut within the answer is unreachable`(answer: String) async throws {
    #expect(try await failure(of: answer).isUnreachable)
  }

  @Test(arguments: [
    "SSH-2.0-OpenSSH\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi",
    "HTTP/1.1 302 Found\r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n",
    head + "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
    head + "Content-Encoding: br\r\nContent-Length: 3\r\n\r\nabc",
    head + "Content-Length: 99999999999\r\n\r\nabc",
    "HTTP/1.1 400 Bad\r\nContent-Type: application/problem+json\r\nContent-Length: 2\r\n\r\n{}",
  ])
  func `an answer of another kind is malformed`(answer: String) async throws {
    #expect(try await failure(of: answer).isMalformedAnswer)
  }

  @Test func `an answer beyond the limit is malformed`() async throws {
    var limits = ConnectionLimits()
    limits.answerByteLimit = 10
    let answer = Self.head + "Content-Length: 11\r\n\r\nabcdefghijk"
    #expect(try await failure(of: answer, limits: limits).isMalformedAnswer)
  }

  @Test func `a gateway without its server is unreachable`() async throws {
    let answer = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n"
    #expect(try await failure(of: answer).isUnreachable)
  }

  @Test func `a server that isn't there is unreachable`() async throws {
    let failure = try await withConnection(to: "http://127.0.0.1:9") { connection in
      try await refusal {
        _ = try await connection.call(.hello, body: [], token: nil)
      }
    }
    #expect(failure.isUnreachable)
  }

  @Test func `a server that says nothing is unreachable when the time is over`() async throws {
    var settings = ConnectionSettings()
    settings.limits.exchangeTimeout = .milliseconds(300)
    let service = DeskService(delay: .seconds(2))
    let failure = try await withServer(service: service) { [settings] port in
      try await withConnection(to: "http://127.0.0.1:\(port)", settings: settings) { connection in
        try await refusal {
          _ = try await connection.call(.hello, body: [], token: nil)
        }
      }
    }
    #expect(failure.isUnreachable)
  }
}
