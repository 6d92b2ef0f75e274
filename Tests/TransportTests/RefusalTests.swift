import EscaleCore
import Gzip
import SyncProtocol
import SyncTransport
import Testing

@Suite struct RefusalTests {
  @Test(arguments: [Language.french, .english])
  func `a problem arrives with code, details and words`(language: Language) async throws {
    var settings = ConnectionSettings()
    settings.language = language
    let failure = try await withServer { [settings] port in
      try await withConnection(to: "http://127.0.0.1:\(port)", settings: settings) { connection in
        try await refusal { _ = try await connection.call(.enrol, body: [], token: nil) }
      }
    }
    let problem = try #require(failure.problem)
    #expect(problem.status == 401)
    #expect(problem.code == DeskService.refusal.code)
    #expect(problem.message.english == DeskService.refusal.message[language])
    #expect(problem.hint?.french == DeskService.refusal.hint?[language])
    #expect(problem.details == DeskService.refusal.details)
  }

  @Test func `a body of zeros that hides in little is too large`() async throws {
    let failure = try await withServer { port in
      try await withConnection(to: "http://127.0.0.1:\(port)") { connection in
        let bomb = [UInt8](repeating: 0, count: 64 << 20)
        return try await refusal { _ = try await connection.call(.sync, body: bomb, token: nil) }
      }
    }
    #expect(failure.problem?.status == 413)
    #expect(failure.problem?.code == "http.too-large")
  }

  @Test func `a body that announces too much is refused before it comes`() async throws {
    let answer = try await withServer { port in
      try await RawClient.talk(port: port, [.send(RawClient.head(length: 1 << 30))])
    }
    #expect(answer.hasPrefix("HTTP/1.1 413 "))
    #expect(answer.contains(#""code":"http.too-large""#))
  }

  @Test func `a body without end is refused when it has passed the limit`() async throws {
    let head =
      "POST /v1/enrol HTTP/1.1\r\nHost: desk\r\nContent-Type: application/cbor\r\n"
      + "Transfer-Encoding: chunked\r\n\r\n"
    let chunk = "10000\r\n" + String(repeating: "x", count: 0x10000) + "\r\n"
    let answer = try await withServer { port in
      try await RawClient.talk(port: port, [.send(head), .send(chunk), .send(chunk), .send(chunk)])
    }
    #expect(answer.hasPrefix("HTTP/1.1 413 "))
  }

  @Test func `a body that is cut within its gzip is refused`() async throws {
    let bytes = Array(Gzip.compress(Sample.bytes(count: 5000, seed: 1)).dropLast(5))
    let head = RawClient.head(
      length: bytes.count, more: ["Content-Encoding: gzip", "Connection: close"])
    let answer = try await withServer { port in
      try await RawClient.talk(port: port, [.send(head), .sendBytes(bytes)])
    }
    #expect(answer.hasPrefix("HTTP/1.1 400 "))
    #expect(answer.contains(#""code":"http.bad-gzip""#))
  }

  @Test(arguments: [
    ("text/plain", [], 415, "http.wrong-type"),
    ("application/cbor", ["Content-Encoding: br"], 415, "http.wrong-encoding"),
    ("Application/CBOR; v=1", ["Content-Encoding: gzip"], 400, "http.bad-gzip"),
  ])
  func `a body of another kind is refused`(
    type: String, more: [String], status: Int, code: String
  ) async throws {
    let head = RawClient.head(length: 3, type: type, more: more + ["Connection: close"])
    let answer = try await withServer { port in
      try await RawClient.talk(port: port, [.send(head + "abc")])
    }
    #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
    #expect(answer.contains("\"code\":\"\(code)\""))
  }

  @Test(arguments: [
    ("GET /nowhere", 404, "http.unknown-path"), ("GET /v1/sync", 405, "http.wrong-method"),
    ("DELETE /v1/enrol", 405, "http.wrong-method"), ("POST /livez", 404, "http.unknown-path"),
  ])
  func `other paths and methods are problems too`(
    line: String, status: Int, code: String
  ) async throws {
    let request = "\(line) HTTP/1.1\r\nHost: desk\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    let answer = try await withServer { try await RawClient.talk(port: $0, [.send(request)]) }
    #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
    #expect(answer.contains("application/problem+json"))
    #expect(answer.contains("\"code\":\"\(code)\""))
  }

  @Test(arguments: [
    ("", "Il n'y a rien"), ("Accept-Language: en\r\n", "There is nothing"),
    ("Accept-Language: de, en-GB;q=0.5, fr;q=0.1\r\n", "There is nothing"),
    ("Accept-Language: en;q=0.2, fr-CA\r\n", "Il n'y a rien"),
    ("Accept-Language: de\r\n", "Il n'y a rien"),
  ])
  func `problems speak the client's language`(header: String, words: String) async throws {
    let request = "GET /nowhere HTTP/1.1\r\nHost: desk\r\n\(header)Connection: close\r\n\r\n"
    let answer = try await withServer { try await RawClient.talk(port: $0, [.send(request)]) }
    #expect(answer.contains(words))
  }

  @Test func `who is refused in the middle of a long body learns why`() async throws {
    let failure = try await withServer { port in
      try await withConnection(to: "http://127.0.0.1:\(port)") { connection in
        let body = Sample.noise(count: 8 << 20, seed: 1)
        return try await refusal { _ = try await connection.call(.enrol, body: body, token: nil) }
      }
    }
    #expect(failure.problem?.code == "http.too-large", "\(failure)")
  }

  @Test(arguments: [("/livez", 200), ("/nowhere", 404), ("/v1/sync", 405)])
  func `asking for the head alone brings no body`(path: String, status: Int) async throws {
    let request = "HEAD \(path) HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n\r\n"
    let answer = try await withServer { try await RawClient.talk(port: $0, [.send(request)]) }
    #expect(answer.hasPrefix("HTTP/1.1 \(status) "))
    #expect(answer.hasSuffix("\r\n\r\n"))
  }
}
