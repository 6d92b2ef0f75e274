import EscaleCore
import HTTPTypes
import HummingbirdTesting
import Ledger
import Portal
import Testing

struct SignInTests {
  @Test func `whoever signs in gets a new name for his visit`() async throws {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      let first = browser.cookies["escale-visit"]
      _ = try await browser.post("/sign-out")
      #expect(browser.cookies["escale-visit"] == nil)
      try await browser.signIn("claire", PortalDesk.password)
      #expect(first != nil && browser.cookies["escale-visit"] != first)
    }
  }

  @Test func `a visit that was left is over, whoever still has its name`() async throws {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      let former = try #require(browser.cookies["escale-visit"])
      _ = try await browser.post("/sign-out")
      browser.set("escale-visit", to: former)
      #expect(try await browser.get("/requests").status == 303)
    }
  }

  @Test func `an hour without a request ends a visit, and so do twelve hours with some`()
    async throws
  {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      desk.clock.advance(minutes: 59)
      #expect(try await browser.get("/requests").status == 200)
      desk.clock.advance(minutes: 61)
      #expect(try await browser.get("/requests").status == 303)
      try await browser.signIn("claire", PortalDesk.password)
      for _ in 0..<14 {
        desk.clock.advance(minutes: 50)
        _ = try await browser.get("/requests")
      }
      desk.clock.advance(minutes: 20)
      #expect(try await browser.get("/requests").status == 303)
    }
  }

  @Test func `a restart keeps a visit`() async throws {
    let desk = try await PortalDesk()
    let token = try await {
      try await desk.ledger.setPassword(PortalDesk.password, of: "claire")
      return try await desk.ledger.signIn(
        "claire", password: PortalDesk.password, client: "a"
      ).token
    }()
    #expect(try await desk.ledger.visit(token)?.person.name == "claire")
    #expect(try await desk.ledger.visit(token + "x") == nil)
  }

  @Test func `a wrong password and an unknown name get the same answer`() async throws {
    let desk = try await PortalDesk()
    try await desk.ledger.setPassword(PortalDesk.password, of: "claire")
    try await desk.browsing { client in
      var pages: [String] = []
      for name in ["claire", "nobody"] {
        var browser = Browser(client)
        _ = try await browser.get("/sign-in")
        let answer = try await browser.post(
          "/sign-in", [("name", name), ("password", "wrong password")])
        #expect(answer.status == 401)
        pages.append(
          answer.body.replacing(name, with: "NAME").replacing(/name="token" value="\w*"/, with: ""))
      }
      #expect(pages[0] == pages[1])
    }
  }

  @Test func `guessing is stopped`() async throws {
    let desk = try await PortalDesk()
    try await desk.ledger.setPassword(PortalDesk.password, of: "claire")
    try await desk.browsing { client in
      var browser = Browser(client)
      _ = try await browser.get("/sign-in")
      for _ in 0..<10 {
        _ = try await browser.post("/sign-in", [("name", "claire"), ("password", "guess")])
      }
      let answer = try await browser.post(
        "/sign-in", [("name", "claire"), ("password", PortalDesk.password)])
      #expect(answer.status == 429)
      desk.clock.advance(minutes: 16)
      try await browser.signIn("claire", PortalDesk.password)
    }
  }

  @Test func `a changed password ends the other visits`() async throws {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var here = try await desk.browser(of: "claire", client)
      var there = Browser(client)
      try await there.signIn("claire", PortalDesk.password)
      _ = try await here.get("/account")
      let answer = try await here.post(
        "/account",
        [
          ("password", PortalDesk.password), ("password-new", "another password"),
          ("password-again", "another password"),
        ])
      #expect(answer.location == "/account?done=password")
      #expect(try await here.get("/requests").status == 200)
      #expect(try await there.get("/requests").status == 303)
    }
  }

  @Test(arguments: [
    ("wrong one", "another password", "another password", 401),
    (PortalDesk.password, "another password", "not the same", 409),
    (PortalDesk.password, "short", "short", 409),
  ])
  func `a password isn't changed by halves`(
    former: String, fresh: String, again: String, status: Int
  ) async throws {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      let answer = try await browser.post(
        "/account",
        [("password", former), ("password-new", fresh), ("password-again", again)])
      #expect(answer.status == status)
      var other = Browser(client)
      try await other.signIn("claire", PortalDesk.password)
    }
  }

  @Test func `behind encryption a cookie is bound to its host`() async throws {
    let desk = try await PortalDesk(isEncrypted: true)
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      #expect(browser.cookies.keys.allSatisfy { $0.hasPrefix("__Host-") })
      _ = try await browser.post("/sign-out")
      let answer = try await browser.get("/sign-in")
      #expect(answer.status == 200)
    }
  }
}
