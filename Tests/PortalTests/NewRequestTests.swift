import EscaleCore
import Foundation
import HummingbirdTesting
import Ledger
import TestSupport
import Testing

@testable import Portal

struct NewRequestTests {
  private static let filled = [("title", "Titre"), ("description", "Texte"), ("step", "send")]

  @Test func `a form that is sent twice makes one request`() async throws {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      _ = try await browser.get("/requests/new/wifi")
      let fields = Self.filled + [("once", try #require(browser.value(of: "once")))]
      let first = try await browser.post("/requests/new/wifi", fields)
      let second = try await browser.post("/requests/new/wifi", fields)
      #expect(first.location != nil && first.location == second.location)
      #expect(try await desk.ledger.counts().requests == 1)
    }
  }

  @Test func `everything that is wrong is said at once, and everything entered is kept`()
    async throws
  {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      let answer = try await browser.post(
        "/requests/new/vpn",
        [("title", " "), ("description", "<i>gardé</i>"), ("contact", "denis")])
      #expect(answer.status == 422)
      #expect(
        answer.body.contains("href=\"#title\"") && answer.body.contains("href=\"#field.site\""))
      #expect(answer.body.contains("&lt;i&gt;gardé&lt;/i&gt;"))
      #expect(answer.body.contains("name=\"contact\" value=\"denis\""))
      #expect(try await desk.ledger.counts().requests == 0)
    }
  }

  @Test(arguments: [("bell", 0x07), ("nul", 0x00), ("escape", 0x1B)])
  func `control characters are refused with a word`(name: String, scalar: UInt8) async throws {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      let text = "a\(Character(Unicode.Scalar(scalar)))b"
      let answer = try await browser.post(
        "/requests/new/wifi", [("title", text), ("description", "Texte")])
      #expect(answer.status == 422)
      #expect(answer.body.contains("caractère de contrôle"))
    }
  }

  @Test func `a requester asks for himself whatever the form says`() async throws {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      let answer = try await browser.post(
        "/requests/new/wifi", Self.filled + [("for", "denis")])
      let text = try #require(answer.location?.split(separator: "/").last?.split(separator: "?")[0])
      let request = try #require(RequestID(text: String(text)))
      let row = try #require(try await desk.ledger.request(request))
      #expect(row.requester == (try await desk.person("claire")))
    }
  }

  @Test func `a service that only groups others, or is gone, can't be asked for`() async throws {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var browser = try await desk.browser(of: "claire", client)
      #expect(try await browser.post("/requests/new/nowhere", Self.filled).status == 404)
    }
  }

  @Test(arguments: ["lorraine", "servicedesk"])
  func `in a picture of a lifecycle every state has a place of its own`(name: String) throws {
    let bytes = try Data(
      contentsOf: Fixture.folder.appending(path: "lifecycles/servicedesk.json"))
    let lifecycle = name == "lorraine" ? Lifecycle.lorraine : try Lifecycle.parse(Array(bytes))
    for isStanding in [true, false] {
      let plan = LifecyclePlan(lifecycle, isStanding: isStanding)
      #expect(plan.places.count == lifecycle.states.count)
      let places = Array(plan.places.values)
      for (index, one) in places.enumerated() {
        for other in places[(index + 1)...] {
          let isApart =
            abs(one.x - other.x) >= LifecyclePlan.nodeWidth
            || abs(one.y - other.y) >= LifecyclePlan.nodeHeight
          #expect(isApart, "\(lifecycle.name)")
        }
      }
    }
  }
}
