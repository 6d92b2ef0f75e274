import EscaleCore
import Testing

/// What a search finds, and that it never finds what is no longer so.
struct SearchTests {
  private static let new = "new --service proximite --field equipe=nancy --for paul"

  private func refs(_ lea: Workstation, _ line: String) async throws -> [String] {
    try await lea.json(line).elements().map { try $0.string("ref") }.sorted()
  }

  private func station() async throws -> Workstation {
    let lea = try Workstation()
    _ = try await lea.run(Self.new + " --title Imprimante_à_côté --description Elle_clignote")
    _ = try await lea.run(Self.new + " --title Cœur_de_réseau --description Coupé_depuis_midi")
    return lea
  }

  @Test(arguments: [
    ("imprimante", ["8-1"]), ("IMPRIMANTE COTE", ["8-1"]), ("impri", ["8-1"]),
    ("coeur", ["8-2"]), ("Cœur midi", ["8-2"]), ("nancy", ["8-1", "8-2"]),
    ("menil", ["8-1", "8-2"]), ("paul clignote", ["8-1"]), ("8-2", ["8-2"]), ("absent", []),
    ("imprimante midi", []), ("\" OR \"", []), ("text:imprimante", []), ("\u{301}", []),
  ])
  func `words are found whatever their accents and case, all of them`(
    words: String, found: [String]
  ) async throws {
    let lea = try await station()
    let outcome = try await lea.run(["search", words, "--json"])
    #expect(outcome.code == 0)
    let refs = try JSONValue.parse(Array(outcome.output.utf8)).elements()
      .map { try $0.string("ref") }
    #expect(refs.sorted() == found)
  }

  @Test func `what was written since the last search is found`() async throws {
    let lea = try await station()
    #expect(try await refs(lea, "search tambour").isEmpty)
    _ = try await lea.run("comment 8-1 -m Le_tambour_est_usé.")
    #expect(try await refs(lea, "search tambour") == ["8-1"])
    #expect(try await refs(lea, "search use --state dispatched --sort ref --limit 1") == ["8-1"])
  }

  @Test func `what was withdrawn is found no longer`() async throws {
    let lea = try await station()
    _ = try await lea.run("comment 8-1 -m Le_tambour_est_usé.")
    #expect(try await refs(lea, "search tambour") == ["8-1"])
    _ = try await lea.run("undo 8-1")
    #expect(try await refs(lea, "search tambour").isEmpty)
    _ = try await lea.run("undo 8-1")
    #expect(try await refs(lea, "search imprimante").isEmpty)
  }

  @Test func `a request that left is found no longer`() async throws {
    let lea = try await Story.told(language: "fr")
    #expect(try await refs(lea, "search ecran") == ["8-5"])
    let second = ChangeID(replica: ReplicaID(rawValue: 8), sequence: 5)
    try lea.deliver(forgotten: [second])
    #expect(try await refs(lea, "search ecran").isEmpty)
  }

  @Test func `somebody renamed is found by the new name at once`() async throws {
    let lea = try await station()
    #expect(try await refs(lea, "search zoe").isEmpty)
    try lea.deliver(directory: [
      .person(
        Person(
          number: Desk.paul, name: "paul", fullName: "Zoé Ménil", email: "", roles: .requester,
          teams: []))
    ])
    #expect(try await refs(lea, "search zoe") == ["8-1", "8-2"])
  }

  @Test func `making the tables anew makes the index anew`() async throws {
    let lea = try await station()
    #expect(try await refs(lea, "search imprimante") == ["8-1"])
    #expect(try await lea.run("doctor --rebuild").code == 0)
    #expect(try await refs(lea, "search imprimante") == ["8-1"])
  }

  @Test func `an index of dead documents is made anew`() async throws {
    let lea = try await station()
    for _ in 0..<3 {
      for text in ["un", "deux"] { _ = try await lea.run("comment 8-1 -m \(text)") }
      #expect(try await refs(lea, "search deux") == ["8-1"])
    }
    #expect(try await refs(lea, "search imprimante") == ["8-1"])
  }
}
