import EscaleCore
import HTTPTypes
import HummingbirdTesting
import Ledger
import NIOCore
import Testing

@testable import Portal

struct AttachmentTests {
  private static let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]
  private static let page: [UInt8] = Array("<!DOCTYPE html><script>alert(1)</script>".utf8)

  /// Attaches files to a request by the form; the answer.
  private static func attach(
    _ files: [(name: String, bytes: [UInt8])], to request: RequestID, _ browser: inout Browser
  ) async throws -> Browser.Answer {
    try await browser.upload("/requests/\(request)/files", [], files)
  }

  /// The address of the first file on the page of a request.
  private static func address(
    of request: RequestID, _ browser: inout Browser
  ) async throws -> String {
    let body = try await browser.get("/requests/\(request)").body
    let found = body.firstMatch(of: /href="(\/requests\/[^"]*\/files\/[^"]*)"/)
    return String(try #require(found).output.1)
  }

  @Test func `what was attached comes back byte for byte, to all who see the request`()
    async throws
  {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "dispatched")
    try await desk.browsing { client in
      var claire = try await desk.browser(of: "claire", client)
      let answer = try await Self.attach(
        [("../a/rapport\u{202E}.bin", Self.page), ("photo.png", Self.picture)], to: request,
        &claire)
      #expect(answer.status == 303)
      let path = try await Self.address(of: request, &claire)
      for name in ["claire", "denis", "amelie", "ada"] {
        var browser = try await desk.browser(of: name, client)
        let file = try await browser.get(path)
        #expect(file.status == 200 && Array(file.body.utf8) == Self.page, "\(name)")
      }
      for name in ["ernest", "chloe"] {
        var browser = try await desk.browser(of: name, client)
        #expect(try await browser.get(path).status == 404, "\(name)")
      }
    }
  }

  @Test func `a file can't act in a browser`() async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "dispatched")
    try await desk.browsing { client in
      var claire = try await desk.browser(of: "claire", client)
      _ = try await Self.attach([("innocent.png", Self.page)], to: request, &claire)
      let file = try await claire.get(try await Self.address(of: request, &claire))
      #expect(file.headers[.contentType] == "application/octet-stream")
      #expect(file.headers[.contentDisposition]?.hasPrefix("attachment;") == true)
      #expect(file.headers[.contentSecurityPolicy]?.hasPrefix("sandbox") == true)
      #expect(file.headers[.xContentTypeOptions] == "nosniff")
    }
  }

  @Test func `a picture is shown, by its bytes and not by its name`() async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "dispatched")
    try await desk.browsing { client in
      var claire = try await desk.browser(of: "claire", client)
      _ = try await Self.attach([("page.html", Self.picture)], to: request, &claire)
      let file = try await claire.get(try await Self.address(of: request, &claire))
      #expect(file.headers[.contentType] == "image/png")
      #expect(file.headers[.contentDisposition]?.hasPrefix("inline;") == true)
    }
  }

  @Test func `a refused form keeps its files, and sends them in the end`() async throws {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var claire = try await desk.browser(of: "claire", client)
      let refused = try await claire.upload(
        "/requests/new/wifi", [("title", "Avec fichier")], [("photo.png", Self.picture)])
      #expect(refused.status == 422 && refused.body.contains("photo.png"))
      let kept = try #require(claire.value(of: "file"))
      let sent = try await claire.post(
        "/requests/new/wifi",
        [("title", "Avec fichier"), ("description", "Texte"), ("file", kept)])
      let place = try #require(sent.location)
      #expect(try await claire.get(place).body.contains("photo.png"))
    }
  }

  @Test func `nobody attaches bytes that he only knows the name of`() async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "dispatched")
    try await desk.browsing { client in
      var claire = try await desk.browser(of: "claire", client)
      _ = try await claire.upload("/requests/new/wifi", [], [("secret.bin", Self.picture)])
      let kept = try #require(claire.value(of: "file"))
      var denis = try await desk.browser(of: "denis", client)
      let answer = try await denis.post("/requests/\(request)/files", [("file", kept)])
      #expect(answer.status == 409)
      let forged = try await claire.post(
        "/requests/\(request)/files", [("file", kept.replacing("secret", with: "public"))])
      #expect(forged.status == 409)
    }
  }

  @Test func `a file that comes too late waits behind the sign-in`() async throws {
    let desk = try await PortalDesk()
    let request = try await desk.request(in: "dispatched")
    try await desk.browsing { client in
      var claire = try await desk.browser(of: "claire", client)
      desk.clock.advance(minutes: 90)
      let refused = try await Self.attach([("photo.png", Self.picture)], to: request, &claire)
      #expect(refused.status == 401)
      let kept = try #require(claire.value(of: "kept-form"))
      let resumed = try await claire.post(
        "/sign-in",
        [
          ("name", "claire"), ("password", PortalDesk.password),
          ("kept-path", "/requests/\(request)/files"), ("kept-form", kept),
        ])
      #expect(resumed.body.contains("photo.png"))
      let file = try #require(claire.value(of: "file"))
      #expect(
        try await claire.post("/requests/\(request)/files", [("file", file)]).status == 303)
    }
  }

  @Test func `whoever never was signed in stores nothing`() async throws {
    let desk = try await PortalDesk()
    try await desk.browsing { client in
      var browser = Browser(client)
      _ = try await browser.get("/sign-in")
      let answer = try await browser.upload(
        "/requests/new/wifi", [("title", "Titre")], [("photo.png", Self.picture)])
      #expect(answer.status == 401)
      let kept = try #require(browser.value(of: "kept-form"))
      #expect(kept.contains("Titre") && !kept.contains("photo.png"))
    }
  }

  @Test func `a file beyond the limit is said, and the rest is kept`() async throws {
    let desk = try await PortalDesk(attachmentBytes: 100)
    try await desk.browsing { client in
      var claire = try await desk.browser(of: "claire", client)
      let answer = try await claire.upload(
        "/requests/new/wifi", [("title", "Titre"), ("description", "Texte")],
        [("big.bin", [UInt8](repeating: 1, count: 200)), ("small.bin", [1, 2, 3])])
      #expect(answer.status == 422)
      #expect(answer.body.contains("100 octets") && answer.body.contains("small.bin"))
      #expect(!answer.body.contains("big.bin"))
    }
  }
}
