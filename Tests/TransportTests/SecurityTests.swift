import EscaleCore
import SyncProtocol
import SyncServer
import SyncTransport
import Testing

@Suite struct SecurityTests {
  @Test(arguments: ["http://desk.example", "http://192.0.2.1:8080", "http://127.evil.example"])
  func `a connection refuses plain HTTP beyond loopback`(url: String) throws {
    let server = try #require(ServerURL(url))
    let failure = #expect(throws: ConnectionFailure.self) { _ = try HTTPConnection(to: server) }
    #expect(failure?.insecureURL == url)
  }

  @Test func `plain HTTP beyond loopback can be allowed`() throws {
    var settings = ConnectionSettings()
    settings.allowsPlainHTTP = true
    _ = try HTTPConnection(to: #require(ServerURL("http://desk.example")), settings: settings)
  }

  @Test(arguments: ["0.0.0.0:8080", "[::]:8080", "192.0.2.1:80", "desk.example:80"])
  func `a server refuses plain HTTP beyond loopback`(address: String) throws {
    let listen = try #require(ListenAddress(address))
    let configuration = ServerConfiguration(listen: listen)
    let failure = #expect(throws: ServerStartFailure.self) {
      _ = try makeSyncApplication(
        service: DeskService(), configuration: configuration, logger: quiet)
    }
    #expect(failure?.code == "serve.plain-http")
    #expect(failure?.message.english.contains(address) == true)
  }

  @Test func `a server behind a named proxy may listen beyond loopback`() throws {
    let listen = try #require(ListenAddress("0.0.0.0:0"))
    let configuration = ServerConfiguration(listen: listen, trustedProxy: "192.0.2.1")
    _ = try makeSyncApplication(
      service: DeskService(), configuration: configuration, logger: quiet)
  }

  @Test(arguments: [("127.0.0.1", "198.51.100.7"), ("192.0.2.1", "127.0.0.1"), (nil, "127.0.0.1")])
  func `only the proxy is believed about the client`(
    proxy: String?, client: String
  ) async throws {
    let request =
      "POST /v1/renew HTTP/1.1\r\nHost: desk\r\nContent-Type: application/cbor\r\n"
      + "X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\nContent-Length: 0\r\n"
      + "Connection: close\r\n\r\n"
    let answer = try await withServer(trustedProxy: proxy) { port in
      try await RawClient.talk(port: port, [.send(request)])
    }
    #expect(answer.hasSuffix("none from \(client)"))
  }

  @Test func `a certificate that is trusted by file lets a call through`() async throws {
    let certificate = try await Certificate()
    var settings = ConnectionSettings()
    settings.certificateFile = certificate.files.certificate
    let reply = try await withServer(tls: certificate.files) { [settings] port in
      try await withConnection(to: "https://localhost:\(port)", settings: settings) {
        try await $0.call(.sync, body: [1, 2, 3], token: "abc")
      }
    }
    #expect(reply.body == [1, 2, 3])
  }

  @Test func `a certificate that nobody vouches for is not trusted`() async throws {
    let certificate = try await Certificate()
    let failure = try await withServer(tls: certificate.files) { port in
      try await withConnection(to: "https://localhost:\(port)") { connection in
        try await refusal { _ = try await connection.call(.hello, body: [], token: nil) }
      }
    }
    #expect(failure.isUntrusted)
  }

  @Test func `a server without encryption is not taken for one with a wrong certificate`()
    async throws
  {
    let failure = try await withServer { port in
      try await withConnection(to: "https://localhost:\(port)") { connection in
        try await refusal { _ = try await connection.call(.hello, body: [], token: nil) }
      }
    }
    guard case .unreachable(let reason) = failure else {
      Issue.record("\(failure)")
      return
    }
    #expect(reason.english.contains("https"))
  }

  @Test func `certificate and key files are checked before anything is opened`() async throws {
    let certificate = try await Certificate()
    let other = try await Certificate()
    let cases: [(ServerConfiguration.TLSFiles, String)] = [
      (.init(certificate: "/nowhere", key: certificate.files.key), "serve.certificate"),
      (.init(certificate: certificate.files.certificate, key: "/nowhere"), "serve.key"),
      (.init(certificate: certificate.files.certificate, key: other.files.key), "serve.key"),
    ]
    for (files, code) in cases {
      let configuration = ServerConfiguration(listen: .init(host: "0.0.0.0", port: 0), tls: files)
      let failure = #expect(throws: ServerStartFailure.self) {
        _ = try makeSyncApplication(
          service: DeskService(), configuration: configuration, logger: quiet)
      }
      #expect(failure?.code == code)
    }
  }
}
