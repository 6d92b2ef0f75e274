import EscaleCore
import HummingbirdTesting
import Ledger
import Testing

struct ListTests {
  /// Requests of Claire's, one after the other; the title holds its number.
  private static func fill(_ desk: PortalDesk, count: Int, team: String? = "PROX") async throws {
    let claire = try await desk.person("claire")
    let number = try await team.asyncMap { try await desk.team($0) }
    let drafts = (1...count).map { index in
      ServerDraft(
        .create(requester: claire, team: number, lifecycle: Lifecycle.lorraine.nameAndVersion),
        on: .new, author: claire, authoredAt: desk.clock.now,
        receivedAt: desk.clock.now + Int64(index),
        fields: [
          .service: "wifi", .title: index == 7 ? "Écran n°7" : "Souris n°\(index)",
          .description: "Texte",
        ])
    }
    _ = try await desk.ledger.record(drafts)
  }

  private static func titles(_ body: String) -> [Substring] {
    body.matches(of: /<bdi>((?:Écran|Souris) n°\d+)<\/bdi>/).map(\.output.1)
  }

  @Test func `long lists come page by page, the last movement first`() async throws {
    let desk = try await PortalDesk()
    try await Self.fill(desk, count: 120)
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      let first = Self.titles(try await browser.get("/requests").body)
      #expect(first.count == 50 && first.first == "Souris n°120")
      let last = try await browser.get("/requests?page=3").body
      #expect(Self.titles(last).count == 20 && Self.titles(last).last == "Souris n°1")
      #expect(last.contains("rel=\"prev\"") && !last.contains("rel=\"next\""))
    }
  }

  @Test func `a list says how long it is, and narrows and turns its pages by the tables`()
    async throws
  {
    let desk = try await PortalDesk()
    try await Self.fill(desk, count: 120)
    try await Self.fill(desk, count: 3, team: "NET")
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      #expect(try await browser.get("/requests").body.contains("123 demandes"))
      let narrowed = try await browser.get("/requests?team=NET").body
      #expect(Self.titles(narrowed).count == 3 && narrowed.contains("3 demandes"))
      #expect(try await Self.titles(browser.get("/requests?state=assigned").body).isEmpty)
      var seen: [Substring] = []
      for page in 1...3 {
        seen += Self.titles(try await browser.get("/requests?order=created&page=\(page)").body)
      }
      #expect(seen.count == 123)
    }
  }

  @Test func `who is no contact any more has a request no more in his list`() async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "dispatched")
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "denis", client)
      #expect(try await browser.get("/requests").body.contains("Plus de réseau"))
      let (claire, denis) = (try await desk.person("claire"), try await desk.person("denis"))
      try await desk.ledger.act([.contact(denis, removes: true)], on: request, as: claire)
      #expect(try await !browser.get("/requests").body.contains("Plus de réseau"))
      try await desk.ledger.act([.contact(denis, removes: false)], on: request, as: claire)
      #expect(try await browser.get("/requests").body.contains("Plus de réseau"))
    }
  }

  @Test(arguments: ["ecran", "%C3%89CRAN+7", "1-7"])
  func `words are found without their accents, and references`(search: String) async throws {
    let desk = try await PortalDesk()
    try await Self.fill(desk, count: 9)
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      let body = try await browser.get("/requests?q=\(search)").body
      #expect(Self.titles(body) == ["Écran n°7"])
    }
  }

  @Test func `a queue has what the team has, and for the triage what nobody has`() async throws {
    let desk = try await PortalDesk()
    try await Self.fill(desk, count: 3)
    try await Self.fill(desk, count: 2, team: nil)
    try await desk.browsing { client in
      for (name, count) in [("amelie", 3), ("tristan", 2), ("chloe", 0), ("ada", 5)] {
        var browser = try await desk.browser(of: name, client)
        #expect(Self.titles(try await browser.get("/queue").body).count == count, "\(name)")
      }
    }
  }

  @Test(arguments: ["updated", "created", "title", "state"])
  func `every order has everything once`(order: String) async throws {
    let desk = try await PortalDesk()
    try await Self.fill(desk, count: 20)
    try await desk.browsing { client in
      for (name, path) in [("claire", "/requests"), ("ada", "/queue")] {
        var browser = try await desk.browser(of: name, client)
        let titles = Self.titles(try await browser.get("\(path)?order=\(order)").body)
        #expect(Set(titles).count == 20 && titles.count == 20)
      }
    }
  }

  @Test(arguments: ["page=-1", "page=99999999999999999999", "state=%00", "order=x", "team=nowhere"])
  func `an address that somebody made up is taken as it comes`(query: String) async throws {
    let desk = try await PortalDesk()
    try await Self.fill(desk, count: 2)
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      #expect(try await browser.get("/requests?\(query)").status == 200)
    }
  }
}

extension Optional where Wrapped: Sendable {
  fileprivate func asyncMap<Value: Sendable>(
    _ body: (Wrapped) async throws -> Value
  ) async throws -> Value? {
    guard let self else { return nil }
    return try await body(self)
  }
}
