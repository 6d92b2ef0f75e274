import SyncProtocol
import SyncServer
import Testing

@Suite(.serialized) struct PaceTests {
  /// Limits a hundred times shorter than the usual ones, but for the time to read why: the client
  /// of these tests reads only when it has sent all.
  private var short: ServerLimits {
    var limits = ServerLimits()
    limits.idleTimeout = .milliseconds(600)
    limits.requestTimeout = .milliseconds(1500)
    limits.paceGrace = .milliseconds(300)
    limits.lingerTimeout = .seconds(4)
    limits.tick = .milliseconds(20)
    return limits
  }

  @Test func `a body that trickles is refused with the reason`() async throws {
    let drops = (0..<50).flatMap { _ in [RawClient.Step.send("x"), .wait(.milliseconds(20))] }
    let answer = try await withServer(limits: short) { port in
      try await RawClient.talk(
        port: port, [.send(RawClient.head(length: 1000, more: ["Accept-Language: en"]))] + drops)
    }
    #expect(answer.hasPrefix("HTTP/1.1 408 "))
    #expect(answer.contains("The request comes too slowly."))
  }

  @Test func `a body that keeps the pace but never ends is refused at the deadline`() async throws {
    let piece = String(repeating: "x", count: 500)
    let pieces = (0..<60).flatMap { _ in [RawClient.Step.send(piece), .wait(.milliseconds(50))] }
    let answer = try await withServer(limits: short) { port in
      try await RawClient.talk(port: port, [.send(RawClient.head(length: 1 << 20))] + pieces)
    }
    #expect(answer.hasPrefix("HTTP/1.1 408 "))
  }

  @Test func `a head that trickles gets no answer and no time`() async throws {
    let head = Array("POST /v1/sync HTTP/1.1\r\nHost: desk\r\nX-Much: aaaaaaaaaaaaaaaaaaaaaaa")
    let drops = head.flatMap { [RawClient.Step.send(String($0)), .wait(.milliseconds(30))] }
    let clock = ContinuousClock()
    let began = clock.now
    let answer = try await withServer(limits: short) { port in
      try await RawClient.talk(port: port, drops)
    }
    #expect(answer.isEmpty)
    #expect(clock.now - began < .seconds(6))
  }

  @Test func `a service that takes too long is answered for`() async throws {
    let service = DeskService(delay: .seconds(4))
    let answer = try await withServer(service: service, limits: short) { port in
      try await RawClient.talk(port: port, [.send(RawClient.head(length: 0))])
    }
    #expect(answer.hasPrefix("HTTP/1.1 503 "))
    #expect(answer.contains(#""code":"http.overdue""#))
  }

  @Test func `a connection that lies idle is closed`() async throws {
    let answer = try await withServer(limits: short) { port in
      try await RawClient.talk(port: port, [.send("GET /livez HTTP/1.1\r\nHost: desk\r\n\r\n")])
    }
    #expect(answer.hasPrefix("HTTP/1.1 200 "))
  }
}
