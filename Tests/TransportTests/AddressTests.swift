import SyncServer
import SyncTransport
import Testing

@Suite struct AddressTests {
  @Test(arguments: [
    ("https://desk.example", "https://desk.example"),
    ("HTTPS://Desk.Example:443/", "https://desk.example"),
    ("http://localhost:8080", "http://localhost:8080"),
    ("https://desk.example/escale//", "https://desk.example/escale"),
    ("http://[::1]:8080", "http://[::1]:8080"),
  ])
  func `an address has one spelling`(text: String, spelling: String) {
    #expect(ServerURL(text)?.text == spelling)
  }

  @Test(arguments: [
    "", "desk.example", "ftp://desk.example", "https://", "https://:80", "https://a:b@desk",
    "https://desk.example:0", "https://desk.example:99999", "https://desk.example?x", "https://é",
    "https://desk.example/a b", "https://[::1", "https://[desk]", "https://desk:80:80",
    "https://desk.example\r\nX: y",
  ])
  func `what is no address is refused`(text: String) {
    #expect(ServerURL(text) == nil)
  }

  @Test(arguments: [
    ("http://localhost", true), ("http://127.0.0.1", true), ("http://127.9.9.9:1", true),
    ("http://[::1]", true), ("http://127.0.0.1.example", false), ("http://128.0.0.1", false),
    ("http://127.0.0", false), ("http://localhost.example", false),
  ])
  func `loopback is this machine alone`(text: String, isLoopback: Bool) throws {
    #expect(try #require(ServerURL(text)).isLoopback == isLoopback)
  }

  @Test(arguments: [
    ("127.0.0.1:8080", "127.0.0.1", 8080, true), ("[::1]:0", "::1", 0, true),
    ("localhost:80", "localhost", 80, true), ("0.0.0.0:80", "0.0.0.0", 80, false),
    ("[::]:80", "::", 80, false), ("[::ffff:127.0.0.1]:80", "::ffff:127.0.0.1", 80, true),
  ])
  func `a listening address is host and port`(
    text: String, host: String, port: Int, isLoopback: Bool
  ) throws {
    let address = try #require(ListenAddress(text))
    #expect(address.host == host)
    #expect(address.port == port)
    #expect(address.isLoopback == isLoopback)
    #expect(address.text == text)
  }

  @Test(arguments: ["", "8080", ":8080", "::1:8080", "127.0.0.1:", "127.0.0.1:99999", "[]:1"])
  func `what is no listening address is refused`(text: String) {
    #expect(ListenAddress(text) == nil)
  }
}
