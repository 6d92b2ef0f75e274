import SyncServer
import Testing

@Suite struct HealthTests {
  private func get(_ path: String, _ service: DeskService) async throws -> String {
    try await withServer(service: service) { port in
      try await RawClient.talk(
        port: port,
        [
          .send(
            "GET \(path) HTTP/1.1\r\nHost: desk\r\nAccept-Language: en\r\nConnection: close\r\n\r\n"
          )
        ])
    }
  }

  @Test func `a server that runs lives`() async throws {
    let answer = try await get("/livez", DeskService(notReady: "no disk"))
    #expect(answer.hasPrefix("HTTP/1.1 200 "))
  }

  @Test func `a server whose service is ready is ready`() async throws {
    #expect(try await get("/readyz", DeskService()).hasPrefix("HTTP/1.1 200 "))
  }

  @Test func `a server that isn't ready says why`() async throws {
    let answer = try await get("/readyz", DeskService(notReady: "no disk"))
    #expect(answer.hasPrefix("HTTP/1.1 503 "))
    #expect(answer.contains("The server is not ready: no disk"))
  }
}
