import EscaleCore
import Testing

/// Priorities, origin, solution categories and links, from the command line.
struct FieldTests {
  private static let new = "new --service proximite --field equipe=nancy --title T --description D"

  @Test func `the priority comes of urgency and impact`() async throws {
    let lea = try Workstation()
    let request = try await lea.json(Self.new + " --urgency high --impact person")
    #expect(try request.int("priority") == 3)
    let other = try await lea.json("edit - --impact service")
    #expect(try other.optional("priority") == nil)
  }

  @Test func `the most pressing come first`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(Self.new)
    _ = try await lea.run(Self.new + " --urgency high --impact person")
    let refs = try await lea.json("list --sort priority").elements().map { try $0.string("ref") }
    #expect(refs == ["8-2", "8-1"])
  }

  @Test func `a request says how it reached the desk`() async throws {
    let lea = try Workstation()
    #expect(try await lea.json(Self.new + " --origin phone").string("origin") == "phone")
    #expect(try await lea.json("edit - --origin mail").string("origin") == "mail")
    let outcome = try await lea.run("edit - --origin pigeon")
    #expect(outcome.code == 5)
    #expect(outcome.errors.contains("portal, phone, mail, field"))
  }

  @Test func `a resolution says what sort of work it was`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(Self.new + " --take")
    let request = try await lea.json("resolve - -m Fait --category repair")
    #expect(try request.string("state") == "resolved")
    #expect(try request.string("solutionCategory") == "repair")
  }

  @Test func `a category that there isn't resolves nothing`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(Self.new + " --take")
    #expect(try await lea.run("resolve - -m Fait --category magic").code == 5)
    #expect(try await lea.json("show -").string("state") == "assigned")
  }

  private func links(_ lea: Workstation, _ ref: String) async throws -> [String] {
    try await lea.json("show \(ref)").array("links").map { link in
      "\(try link.string("kind")) \(try link.string("ref"))"
    }
  }

  @Test func `a link shows at both ends until it is removed`() async throws {
    let lea = try Workstation()
    for _ in 0..<3 { _ = try await lea.run(Self.new) }
    _ = try await lea.run("link 8-2 --duplicate-of 8-1 --related-to 8-3")
    #expect(try await links(lea, "8-2") == ["duplicate-of 8-1", "related-to 8-3"])
    #expect(try await links(lea, "8-1") == ["duplicated-by 8-2"])
    #expect(try await links(lea, "8-3") == ["related-to 8-2"])
    _ = try await lea.run("unlink 8-2 8-1")
    #expect(try await links(lea, "8-1").isEmpty)
    #expect(try await links(lea, "8-2") == ["related-to 8-3"])
  }

  @Test(arguments: [
    ("link 8-1 --related-to 8-1", 5), ("link 8-1", 2), ("link 8-1 --related-to 9-9", 3),
    ("unlink 8-1 8-2", 3),
  ])
  func `a link that can't be changes nothing`(line: String, code: Int32) async throws {
    let lea = try Workstation()
    for _ in 0..<2 { _ = try await lea.run(Self.new) }
    #expect(try await lea.run(line).code == code)
    #expect(try await links(lea, "8-1").isEmpty)
  }

  @Test(arguments: [
    ("new --service proximite --field equipe=paris --title T --description D", "nancy"),
    ("edit 8-1 --field equipe=paris", "nancy"), ("edit 8-1 --field autre=x", "equipe"),
  ])
  func `an answer that isn't one is refused with those that are`(
    line: String, hint: String
  ) async throws {
    let lea = try Workstation()
    _ = try await lea.run(Self.new)
    let outcome = try await lea.run(line)
    #expect(outcome.code == 5)
    #expect(outcome.errors.contains(hint))
    #expect(try await lea.json("status").int("pending") == 1)
  }

  @Test func `a retired service isn't asked for, and its requests go on`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(Self.new)
    try lea.deliver(directory: [.service(Desk.retired)])
    let outcome = try await lea.run(Self.new)
    #expect(outcome.code == 5)
    #expect(outcome.errors.contains("no longer offered"))
    #expect(try await !lea.run("catalog").output.contains("proximite"))
    #expect(try await lea.run("show 8-1").output.contains("My local team"))
    #expect(try await lea.json("edit 8-1 --field equipe=nancy").string("ref") == "8-1")
  }
}

extension Desk {
  /// The service of the little desk, no longer in use.
  static var retired: CatalogueNode {
    var node = service
    node.isRetired = true
    return node
  }
}
