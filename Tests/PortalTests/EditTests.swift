import EscaleCore
import HummingbirdTesting
import Ledger
import Portal
import Testing

struct EditTests {
  /// Everything that the form of the page seen last says, with some other values.
  private static func filled(
    _ browser: Browser, _ values: [(String, String)]
  ) -> [(String, String)] {
    browser.fields(named: "former.") + values
  }

  @Test func `a field gets another value, and nothing else is touched`() async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "assigned")
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      let page = try await browser.get("/requests/\(request)/edit")
      #expect(page.body.contains("value=\"Plus de réseau\""))
      let sent = try await browser.post(
        "/requests/\(request)/edit",
        Self.filled(
          browser,
          [
            ("title", "Plus de Wi-Fi"), ("description", "Depuis hier"), ("urgency", "high"),
            ("impact", ""), ("location", "A114"),
          ]))
      #expect(sent.status == 303)
      let seen = try await desk.ledger.seen(request, by: try await desk.person("claire"))
      #expect(seen.view[.title] == "Plus de Wi-Fi" && seen.view[.location] == "A114")
      #expect(seen.view[.urgency] == "high" && seen.view[.impact] == nil)
      #expect(seen.view.timeline.last?.fields.map(\.key).contains(.description) == false)
    }
  }

  @Test func `whoever edits what has just been changed is told by whom, and keeps his words`()
    async throws
  {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "assigned")
    try await desk.browsing { client in
      var claire = try await desk.browser(of: "claire", client)
      var bruno = try await desk.browser(of: "bruno", client)
      for browser in [claire, bruno] {
        var browser = browser
        _ = try await browser.get("/requests/\(request)/edit")
      }
      _ = try await claire.get("/requests/\(request)/edit")
      _ = try await bruno.get("/requests/\(request)/edit")
      _ = try await bruno.post(
        "/requests/\(request)/edit",
        Self.filled(bruno, [("title", "Switch en panne"), ("location", "B2")]))
      // The description was left alone: Claire's goes through, her title waits for her.
      let refused = try await claire.post(
        "/requests/\(request)/edit",
        Self.filled(claire, [("title", "Wi-Fi en panne"), ("description", "Depuis hier")]))
      #expect(refused.status == 409)
      #expect(refused.body.contains("vient d&#39;être changé par Bruno"))
      #expect(refused.body.contains("Switch en panne"))
      #expect(refused.body.contains("value=\"Wi-Fi en panne\""))
      let again = try await claire.post(
        "/requests/\(request)/edit",
        Self.filled(claire, [("title", "Wi-Fi en panne"), ("description", "Depuis hier")]))
      #expect(again.status == 303)
      let seen = try await desk.ledger.seen(request, by: try await desk.person("bruno"))
      #expect(seen.view[.title] == "Wi-Fi en panne" && seen.view[.location] == "B2")
    }
  }

  @Test func `a field that was left as it was shown undoes nobody's work`() async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "assigned")
    try await desk.browsing { client in
      var claire = try await desk.browser(of: "claire", client)
      var bruno = try await desk.browser(of: "bruno", client)
      _ = try await claire.get("/requests/\(request)/edit")
      _ = try await bruno.get("/requests/\(request)/edit")
      _ = try await bruno.post(
        "/requests/\(request)/edit", Self.filled(bruno, [("title", "Switch en panne")]))
      let sent = try await claire.post(
        "/requests/\(request)/edit",
        Self.filled(claire, [("title", "Plus de réseau"), ("location", "A114")]))
      #expect(sent.status == 303)
      let seen = try await desk.ledger.seen(request, by: try await desk.person("claire"))
      #expect(seen.view[.title] == "Switch en panne" && seen.view[.location] == "A114")
    }
  }

  @Test(arguments: [
    ("title", ""), ("urgency", "panic"), ("description", " "), ("location", "a\u{7}"),
  ])
  func `what a field doesn't take is said beside it`(name: String, value: String) async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "assigned")
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      _ = try await browser.get("/requests/\(request)/edit")
      let answer = try await browser.post(
        "/requests/\(request)/edit", Self.filled(browser, [(name, value)]))
      #expect(answer.status == 409 && answer.body.contains("id=\"\(name)-fault\""))
    }
  }

  @Test func `an agent links what he sees, and only that`() async throws {
    let desk = try await PortalDesk()
    let (request, other) = (
      try await desk.request(in: "assigned"), try await desk.request(in: "assigned")
    )
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "bruno", client)
      _ = try await browser.get("/requests/\(request)/edit")
      let kind = ("kind", "duplicate-of")
      for target in ["\(request)", "1-9999", "nothing"] {
        let answer = try await browser.post(
          "/requests/\(request)/links", [kind, ("target", target)])
        #expect(answer.status == 409 && answer.body.contains("id=\"target-fault\""), "\(target)")
      }
      let linked = try await browser.post(
        "/requests/\(request)/links", [kind, ("target", "\(other)")])
      #expect(linked.status == 303)
      let page = try await browser.get("/requests/\(request)").body
      #expect(page.contains("doublon de") && page.contains("href=\"/requests/\(other)\""))
      _ = try await browser.post("/requests/\(request)/links", [("unlink", "\(other)")])
      let seen = try await desk.ledger.seen(request, by: try await desk.person("bruno"))
      #expect(seen.view.links.isEmpty)
    }
  }

  @Test func `a solution may say what sort of work it was, both or neither`() async throws {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "bruno", client)
      for (text, category, status) in [("Fait", "repair", 303), ("", "repair", 409)] {
        let request = try await desk.request(in: "assigned")
        _ = try await browser.get("/requests/\(request)")
        let answer = try await browser.post(
          "/requests/\(request)/do/resolve",
          [("resolve-text", text), ("resolve-category", category)])
        #expect(answer.status == status)
        let seen = try await desk.ledger.seen(request, by: try await desk.person("bruno"))
        #expect(seen.view[.solutionCategory] == (status == 303 ? "repair" : nil))
      }
    }
  }

  @Test func `a request is taken from the queue by one press, by whom it waits for`() async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "dispatched")
    try await desk.browsing { client in
      var ada = try await desk.browser(of: "ada", client)
      let action = "action=\"/requests/\(request)/do/assign\""
      #expect(try await !ada.get("/queue").body.contains(action))
      var browser = try await desk.browser(of: "amelie", client)
      #expect(try await browser.get("/queue").body.contains(action))
      let answer = try await browser.post(
        "/requests/\(request)/do/assign", [("assign-agent", "amelie")])
      #expect(answer.status == 303)
      #expect(try await !browser.get("/queue").body.contains(action))
    }
  }
}
