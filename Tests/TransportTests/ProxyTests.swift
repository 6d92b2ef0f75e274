import SyncTransport
import Testing

/// Which servers are reached through a proxy.
struct ProxyTests {
  private func proxy(_ server: String, _ variables: [String: String]) throws -> String? {
    let server = try #require(ServerURL(server))
    return ProxyChoice { variables[$0] }.proxy(for: server)?.text
  }

  @Test func `what is encrypted goes through the proxy that the environment names`() throws {
    let variables = ["HTTPS_PROXY": "http://proxy.example:3128"]
    #expect(try proxy("https://escale.example", variables) == "http://proxy.example:3128")
    #expect(try proxy("http://127.0.0.1:8080", variables) == nil)
    #expect(try proxy("https://escale.example", [:]) == nil)
    #expect(
      try proxy("https://escale.example", ["https_proxy": "proxy:8080"]) == "http://proxy:8080")
  }

  @Test(arguments: ["*", "escale.example", "example", ".example", "other.org, example"])
  func `what the environment excepts is reached directly`(exception: String) throws {
    let variables = ["HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": exception]
    #expect(try proxy("https://escale.example", variables) == nil)
  }

  @Test(arguments: ["ample", "cale.example", ""])
  func `a part of a name is no exception`(exception: String) throws {
    let variables = ["HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": exception]
    #expect(try proxy("https://escale.example", variables) == "http://proxy:3128")
  }
}
