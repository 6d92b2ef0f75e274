import EscaleCore
import HTTPTypes
import HummingbirdTesting
import Ledger
import Testing

@testable import Portal

/// Who may do what by the pages: every route with every relation, every verb in every state.
///
/// What is expected is written down here, not asked of the rule.
@Suite(.serialized) struct RightsMatrixTests {
  /// Everybody, and what he is to the request.
  enum Reader: String, CaseIterable {
    case claire, denis, ernest, amelie, bruno, chloe, tristan, ada

    var seesRequest: Bool {
      switch self {
      case .claire, .denis, .amelie, .bruno, .ada: true
      case .ernest, .chloe, .tristan: false
      }
    }

    var isRequester: Bool { self == .claire || self == .denis }
    var isAgentOfRequest: Bool { self == .amelie || self == .bruno }
    var hasQueue: Bool { ![.claire, .denis, .ernest].contains(self) }
  }

  /// The verbs that people use, with the states that they leave and who may.
  private static let verbs: [(verb: String, from: Set<String>, may: @Sendable (Reader) -> Bool)] = [
    ("assign", ["dispatched"], \.isAgentOfRequest),
    ("transfer", ["dispatched"], \.isAgentOfRequest),
    ("freeze", ["assigned"], \.isAgentOfRequest), ("postpone", ["assigned"], \.isAgentOfRequest),
    ("ask", ["assigned"], \.isAgentOfRequest),
    ("resume", ["frozen", "postponed", "pending"], \.isAgentOfRequest),
    ("resolve", ["assigned", "pending", "postponed"], \.isAgentOfRequest),
    ("answer", ["pending"], \.isRequester), ("close", ["resolved"], \.isRequester),
    ("dispatch", [], { _ in false }),
  ]

  private static let states = [
    "dispatched", "assigned", "pending", "postponed", "frozen", "resolved", "closed",
  ]

  private static let fields = [
    ("assign-agent", "amelie"), ("transfer-team", "NET"), ("dispatch-team", "NET"),
    ("postpone-date", "2030-01-01"),
  ]

  @Test(arguments: states)
  func `a verb is taken from whom and whence the lifecycle says, and offered to no other`(
    state: String
  ) async throws {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      for reader in Reader.allCases {
        var browser = try await desk.browser(of: reader.rawValue, client)
        for (verb, from, may) in Self.verbs {
          let request = try await desk.request(in: state)
          let isRight = from.contains(state) && may(reader)
          let cell = "\(reader) \(verb) \(state)"
          let page = try await browser.get("/requests/\(request)")
          #expect(page.status == (reader.seesRequest ? 200 : 404), "\(cell)")
          #expect(page.body.contains("/do/\(verb)\"") == isRight, "\(cell)")
          _ = try await browser.get("/")
          let sent = try await browser.post(
            "/requests/\(request)/do/\(verb)", Self.fields + [("\(verb)-text", "parce que")])
          #expect((sent.status == 303) == isRight, "\(cell): \(sent.status)")
          let row = try #require(try await desk.ledger.request(request))
          #expect((row.state.rawValue != state || verb == "transfer") || !isRight, "\(cell)")
          if !isRight { #expect(row.state.rawValue == state, "\(cell)") }
        }
      }
    }
  }

  @Test(arguments: Reader.allCases)
  func `every route knows every relation`(reader: Reader) async throws {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var browser = try await desk.browser(of: reader.rawValue, client)
      for route in PageRoute.all where !Self.isOfOneself(route) && !Self.isStream(route) {
        // One each: what is done by one route must not change what the next one finds.
        let request = try await desk.request(in: "dispatched")
        _ = try await browser.get("/")
        let path = Self.path(route, request)
        // What a page of the request would say of its fields.
        let former = ["title", "description"].map { ("former.\($0)", "\(request)") }
        let answer =
          route.method == .get
          ? try await browser.get(path) : try await browser.post(path, Self.filled + former)
        #expect(answer.status == Self.status(route, reader), "\(route.method) \(route.path)")
        if reader.isRequester || !reader.seesRequest {
          #expect(!answer.body.contains("entre nous"), "\(route.path)")
        }
        if !reader.seesRequest {
          #expect(!answer.body.contains("Plus de réseau"), "\(route.path)")
        }
      }
    }
  }

  @Test(arguments: Reader.allCases)
  func `what concerns oneself alone is everybody's, and changes nobody else`(
    reader: Reader
  ) async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "dispatched")
    try await desk.browsing { client in
      var other = try await desk.browser(of: reader == .claire ? "denis" : "claire", client)
      for route in PageRoute.all where Self.isOfOneself(route) {
        // One each: some of them end the visit.
        var browser = try await desk.browser(of: reader.rawValue, client)
        let path = Self.path(route, request)
        let answer =
          route.method == .get
          ? try await browser.get(path) : try await browser.post(path, Self.filled)
        let cell = "\(route.method) \(route.path)"
        #expect(answer.status == Self.statusOfOwn(route), "\(cell)")
        #expect(!answer.body.contains("Plus de réseau"), "\(cell)")
        let isOut = route.path == "/sign-out"
        #expect(try await browser.get("/account").status == (isOut ? 303 : 200), "\(cell)")
        #expect(try await other.get("/account").status == 200, "\(cell)")
      }
      // Nobody's password was changed by halves.
      var browser = Browser(client)
      try await browser.signIn(reader.rawValue, PortalDesk.password)
    }
  }

  @Test(arguments: Reader.allCases)
  func `news of a request are for those who see it`(reader: Reader) async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "dispatched")
    // Where no more may wait for news, the stream ends at once.
    while desk.portal.readers.enter() {}
    try await desk.browsing { client in
      var browser = try await desk.browser(of: reader.rawValue, client)
      for path in PageRoute.all.filter(Self.isStream).map({ Self.path($0, request) }) {
        let answer = try await browser.get(path)
        #expect(answer.status == (reader.seesRequest ? 200 : 404))
        let type = answer.headers[.contentType] ?? ""
        #expect(type.hasPrefix("text/event-stream") == reader.seesRequest)
        #expect(!answer.body.contains("Plus de réseau"))
      }
    }
  }

  @Test func `news end for whoever may not see the request any more`() async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "dispatched")
    try await desk.browsing { client in
      let browser = try await desk.browser(of: "denis", client)
      async let answer = {
        var browser = browser
        return try await browser.get("/requests/\(request)/events")
      }()
      while desk.portal.readers.number == 0 { try await Task.sleep(for: .milliseconds(1)) }
      try await desk.ledger.disable("denis")
      let body = try await answer.body
      #expect(body.hasPrefix("retry: 2000"))
      #expect(body.split(separator: "\n").count < 4, "it hurries: \(body.prefix(200))")
    }
  }

  @Test(arguments: PageRoute.all.indices)
  func `whoever isn't signed in learns nothing`(index: Int) async throws {
    let route = PageRoute.all[index]
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "dispatched")
    try await desk.browsing { client in
      var browser = Browser(client)
      _ = try await browser.get("/sign-in")
      let path = Self.path(route, request)
      let answer =
        route.method == .get
        ? try await browser.get(path) : try await browser.post(path, Self.filled)
      #expect(!answer.body.contains("Plus de réseau") && !answer.body.contains("Claire"))
      guard route.isForSignedIn else { return }
      #expect(answer.status == (route.method == .get ? 303 : 401), "\(route.path)")
    }
  }

  @Test func `what one may not see looks like what there isn't`() async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "dispatched")
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "ernest", client)
      let (hidden, missing) = (
        try await browser.get("/requests/\(request)"), try await browser.get("/requests/1-9999")
      )
      #expect(hidden.status == 404)
      let strip: (String, String) -> String = { body, reference in
        body.replacing(reference, with: "REF").replacing(/name="token" value="\w*"/, with: "")
      }
      #expect(strip(hidden.body, "\(request)") == strip(missing.body, "1-9999"))
    }
  }

  @Test func `a disabled account is out at once`() async throws {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      try await desk.ledger.disable("claire")
      #expect(try await browser.get("/requests").status == 303)
    }
  }

  // What the cells are

  /// Signing in and out, language and passwords.
  private static func isOfOneself(_ route: PageRoute) -> Bool {
    ["/sign-in", "/sign-out", "/language", "/account", "/reset", "/reset/:reset"]
      .contains(route.path)
  }

  /// What a route of one's own answers to a form that says nothing about passwords, in a desk that
  /// sends no mail.
  private static func statusOfOwn(_ route: PageRoute) -> Int {
    switch (route.path, route.method) {
    case ("/sign-in", .get), ("/sign-out", _), ("/language", _): 303
    case ("/account", .get): 200
    case ("/account", _): 401
    case ("/reset", .get): 200
    case ("/reset/:reset", .get): 409
    // These forms are for whoever isn't signed in: one from a page of somebody's isn't theirs.
    default: 403
    }
  }

  /// A stream of events doesn't end by itself.
  private static func isStream(_ route: PageRoute) -> Bool { route.path.hasSuffix("/events") }

  private static let filled = [
    ("title", "Titre"), ("description", "Texte"), ("comment", "Bonjour"),
    ("assign-agent", "amelie"),
    ("contact", "ernest"), ("contact", "chloe"), ("person", "denis"), ("step", "send"),
    ("kind", "related-to"), ("unlink", "1-1"),
  ]

  /// The routes that concern no single request: open to all, but for the queue.
  private static let known: Set<String> = [
    "/", "/accessibility", "/requests/new", "/requests/new/:service", "/requests",
    "/requests/closed", "/queue", "/account/notices",
  ]

  private static func path(_ route: PageRoute, _ request: RequestID) -> String {
    route.path.replacing(":ref", with: "\(request)").replacing(":verb", with: "assign")
      .replacing(":service", with: "wifi").replacing(":name", with: "a.txt")
      .replacing(":reset", with: "nothing").replacing(
        ":blob", with: String(repeating: "ab", count: 32))
  }

  private static func status(_ route: PageRoute, _ reader: Reader) -> Int {
    let isPost = route.method == .post
    guard route.path.contains(":ref") else {
      if !known.contains(route.path) { Issue.record("no expectation for \(route.path)") }
      if route.path == "/queue" { return reader.hasQueue ? 200 : 404 }
      return isPost ? 303 : 200
    }
    guard reader.seesRequest else { return 404 }
    switch route.path {
    // To the request, which shows what is possible.
    case "/requests/:ref/do/:verb" where !isPost: return reader.isAgentOfRequest ? 200 : 303
    case "/requests/:ref/do/:verb": return reader.isAgentOfRequest ? 303 : 403
    // No file comes with the form.
    case "/requests/:ref/files": return 409
    case "/requests/:ref/files/:blob/:name": return 404
    case "/requests/:ref/edit" where !isPost: return reader == .ada ? 403 : 200
    case "/requests/:ref/edit": return reader == .ada ? 403 : 303
    // Agents link requests; a requester is told so.
    case "/requests/:ref/links": return reader.isAgentOfRequest ? 303 : 403
    case "/requests/:ref/comment": return reader == .ada ? 403 : 303
    case "/requests/:ref/contacts", "/requests/:ref/contacts/remove":
      return reader == .ada ? 403 : isPost ? 303 : 200
    case "/requests/:ref": return 200
    default:
      Issue.record("no expectation for \(route.method) \(route.path)")
      return 0
    }
  }
}
