import EscaleCore
import Foundation
import ServerCommands
import Testing

@Suite(.serialized) struct ServeTests {
  @Test func `it says where it listens, and answers there`() async throws {
    try await withServer { port in
      let alive = try await answer(port, "/livez", language: "fr")
      #expect(alive.contains("200"))
    }
  }

  @Test(arguments: [("fr-FR,fr;q=0.9,en;q=0.5", "Pour les techniciens"), ("en", "For technicians")])
  func `the first page speaks the browser's language`(header: String, words: String) async throws {
    try await withServer { port in
      let page = try await answer(port, "/", language: header)
      #expect(page.contains(words), "\(page)")
      #expect(page.contains("escale join http://localhost:1"), "\(page)")
    }
  }

  @Test func `a page keeps to itself`() async throws {
    try await withServer { port in
      let page = try await answer(port, "/", language: "fr").lowercased()
      #expect(page.contains("content-security-policy: default-src 'none'; style-src 'self';"))
      #expect(page.contains("x-content-type-options: nosniff"))
    }
  }

  @Test func `an address in use is told as that`() async throws {
    try await withServer { port in
      let desk = try ServerDesk()
      try await desk.found()
      let run = try await desk.run("serve", "--listen", "127.0.0.1:\(port)", "--json")
      #expect(run.errors.contains("serve.address-refused"), "\(run.errors)")
    }
  }

  /// Runs a server on a free port for as long as the body needs it.
  private func withServer(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
    let desk = try ServerDesk()
    try await desk.found()
    let server = Task { try await desk.run("serve", "--listen", "127.0.0.1:0", "--json") }
    defer { server.cancel() }
    try await body(try await port(of: desk))
    server.cancel()
    _ = try? await server.value
  }

  /// The port that the server tells once it listens.
  private func port(of desk: ServerDesk) async throws -> Int {
    for _ in 0..<200 {
      for name in try FileManager.default.contentsOfDirectory(atPath: desk.path) {
        guard name.hasSuffix(".out"), let line = try? desk.text(name),
          let json = try? JSONValue.parse(Array(line.utf8)), let port = try? json.int("port")
        else { continue }
        return Int(port)
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw ServerDesk.Failure(text: "the server doesn't listen")
  }

  /// All that the server answers to a request; the host is always `localhost:1`.
  private func answer(_ port: Int, _ path: String, language: String) async throws -> String {
    // On a thread of its own: one that waits for a socket must not be one that the server needs.
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try exchange(port, path, language: language) })
      }
    }
  }
}

/// Sends a request and waits for all that comes back.
private func exchange(_ port: Int, _ path: String, language: String) throws -> String {
  let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(socket) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_port = in_port_t(port).bigEndian
  address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
  let connected = withUnsafePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
    }
  }
  guard connected == 0 else { throw ServerDesk.Failure(text: "no connection") }
  let request =
    "GET \(path) HTTP/1.1\r\nHost: localhost:1\r\nAccept-Language: \(language)\r\n"
    + "Connection: close\r\n\r\n"
  _ = send(socket, request, request.utf8.count, 0)
  var bytes: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: 4096)
  while case let count = recv(socket, &piece, piece.count, 0), count > 0 {
    bytes += piece[..<count]
  }
  return String(decoding: bytes, as: UTF8.self)
}
