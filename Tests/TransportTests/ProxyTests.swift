import SyncTransport
import Testing

/// Which servers are reached through a proxy.
struct ProxyTests {
  private func proxy(_ server: String, _ variables: [String: String]) throws -> String? {
    let server = try #require(ServerURL(server))
    let address = try ProxyChoice { variables[$0] }.proxy(for: server)
    return address.map { "\($0.host):\($0.port)" }
  }

  @Test func `what is encrypted goes through the proxy that the environment names`() throws {
    let variables = ["HTTPS_PROXY": "http://proxy.example:3128"]
    #expect(try proxy("https://escale.example", variables) == "proxy.example:3128")
    #expect(try proxy("http://127.0.0.1:8080", variables) == nil)
    #expect(try proxy("https://escale.example", [:]) == nil)
    #expect(
      try proxy("https://escale.example", ["https_proxy": "proxy:8080"]) == "proxy:8080")
  }

  @Test(arguments: ["*", "escale.example", "example", ".example", "other.org, example"])
  func `what the environment excepts is reached directly`(exception: String) throws {
    let variables = ["HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": exception]
    #expect(try proxy("https://escale.example", variables) == nil)
  }

  @Test(arguments: ["ample", "cale.example", ""])
  func `a part of a name is no exception`(exception: String) throws {
    let variables = ["HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": exception]
    #expect(try proxy("https://escale.example", variables) == "proxy:3128")
  }

  @Test func `a name and a password are for the proxy alone`() throws {
    let server = try #require(ServerURL("https://escale.example"))
    let variables = ["https_proxy": "http://l%C3%A9a:a%3Ab%40c:d@proxy:3128"]
    let address = try ProxyChoice { variables[$0] }.proxy(for: server)
    #expect(address?.host == "proxy")
    #expect(address?.credentials == .init(name: "léa", password: "a:b@c:d"))
  }

  @Test(arguments: [
    "socks5://proxy:1080", "socks5://lea:secret@proxy:1080", "https://proxy", "http://lea:secret@",
    "a:%zz@proxy", "a:%f@proxy", " ",
    ":secret@proxy", "proxy:0",
  ])
  func `what is no address is refused, unless the proxy isn't needed`(text: String) throws {
    #expect(throws: UnusableProxy(variable: "HTTPS_PROXY")) {
      try proxy("https://escale.example", ["HTTPS_PROXY": text])
    }
    #expect(try proxy("http://127.0.0.1:8080", ["HTTPS_PROXY": text]) == nil)
    #expect(try proxy("https://a.example", ["HTTPS_PROXY": text, "NO_PROXY": "*"]) == nil)
  }
}
