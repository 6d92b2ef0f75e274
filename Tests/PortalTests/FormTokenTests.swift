import HTTPTypes
import HummingbirdTesting
import Ledger
import Portal
import Testing

struct FormTokenTests {
  private static let comment = [("comment", "Bonjour")]

  @Test func `a form without its token does nothing`() async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "dispatched")
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      let path = "/requests/\(request)/comment"
      #expect(try await browser.post(path, Self.comment, token: "").status == 403)
      #expect(try await browser.post(path, Self.comment, token: "00ff").status == 403)
      #expect(try await browser.post(path, Self.comment).status == 303)
    }
  }

  @Test func `a token is of no use to another browser or person`() async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "dispatched")
    try await desk.browsing { client in
      var claire = try await desk.browser(of: "claire", client)
      let denis = try await desk.browser(of: "denis", client)
      let path = "/requests/\(request)/comment"
      #expect(try await claire.post(path, Self.comment, token: denis.token).status == 403)
      let former = claire.token
      _ = try await claire.post("/sign-out")
      try await desk.ledger.setPassword(PortalDesk.password, of: "amelie")
      try await claire.signIn("amelie", PortalDesk.password)
      #expect(try await claire.post(path, Self.comment, token: former).status == 403)
    }
  }

  @Test func `a form still counts after signing in again`() async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "dispatched")
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      let former = browser.token
      desk.clock.advance(minutes: 90)
      try await browser.signIn("claire", PortalDesk.password)
      let answer = try await browser.post(
        "/requests/\(request)/comment", Self.comment, token: former)
      #expect(answer.status == 303)
    }
  }

  @Test func `a form from another site is refused, token or not`() async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "dispatched")
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      browser.headers[try #require(HTTPField.Name("Sec-Fetch-Site"))] = "cross-site"
      let answer = try await browser.post("/requests/\(request)/comment", Self.comment)
      #expect(answer.status == 403)
    }
  }

  @Test func `no two pages show the same token`() async throws {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      let first = browser.token
      _ = try await browser.get("/")
      #expect(first != nil && browser.token != first)
    }
  }

  @Test func `a form that comes too late waits behind the sign-in, word for word`() async throws {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      _ = try await browser.get("/requests/new/wifi")
      let fields = [
        ("once", try #require(browser.value(of: "once"))), ("step", "send"),
        ("title", "Plus de \"réseau\" <b>"), ("description", "Ligne 1\nLigne 2 & fin"),
      ]
      desk.clock.advance(minutes: 90)
      let refused = try await browser.post("/requests/new/wifi", fields)
      #expect(refused.status == 401)
      let kept = try #require(browser.value(of: "kept-form"))
      let resumed = try await browser.post(
        "/sign-in",
        [
          ("name", "claire"), ("password", PortalDesk.password),
          ("kept-path", "/requests/new/wifi"), ("kept-form", kept),
        ])
      #expect(resumed.status == 200)
      #expect(resumed.body.contains("Plus de &quot;réseau&quot; &lt;b&gt;"))
      #expect(resumed.body.contains("Ligne 1\nLigne 2 &amp; fin"))
      let sent = try await browser.post("/requests/new/wifi", fields)
      #expect(sent.location?.hasPrefix("/requests/1-") == true)
    }
  }
}
