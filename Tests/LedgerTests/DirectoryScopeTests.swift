import EscaleCore
import Ledger
import SyncProtocol
import Testing

/// Whom of the directory a replica gets.
@Suite struct DirectoryScopeTests {
  private func desk(_ scope: String = "own") async throws -> Desk {
    let desk = try await Desk()
    try await desk.set(scope: scope)
    return desk
  }

  @Test func `by default a replica gets everybody`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    try await claire.sync()
    #expect(claire.knows.count == 7)
  }

  @Test func `a requester gets himself and those who deal with his requests`() async throws {
    let desk = try await desk()
    let claire = try await desk.device(of: "claire")
    try await claire.sync()
    #expect(claire.knows == ["claire"])
    let request = try await claire.create()
    try await claire.sync()
    let bruno = try await desk.device(of: "bruno")
    try await bruno.sync()
    try bruno.act(.assign, on: request, agent: bruno.person)
    try await bruno.sync()
    try await claire.sync()
    #expect(claire.knows == ["bruno", "claire"])
  }

  @Test func `an agent gets his team and the people of its requests`() async throws {
    let desk = try await desk()
    let claire = try await desk.device(of: "claire")
    try await claire.create()
    try await claire.sync()
    let bruno = try await desk.device(of: "bruno")
    try await bruno.sync()
    #expect(bruno.knows == ["amelie", "bruno", "claire"])
  }

  @Test func `an administrator gets everybody`() async throws {
    let desk = try await desk()
    let ada = try await desk.device(of: "ada")
    try await ada.sync()
    #expect(ada.knows.count == 7)
  }

  @Test func `who joins a team gets his new colleagues`() async throws {
    let desk = try await desk()
    let bruno = try await desk.device(of: "bruno")
    try await bruno.sync()
    _ = try await desk.ledger.importDirectory(
      Array(
        """
        {"people":[{"name":"bruno","fullName":"Bruno","email":"","roles":["requester","agent"],
          "teams":["NET"]}]}
        """.utf8))
    try await bruno.sync()
    #expect(bruno.knows == ["amelie", "bruno", "chloe"])
  }

  @Test func `who is renamed is renamed where he is known, and nowhere else`() async throws {
    let desk = try await desk()
    let (bruno, chloe) = (
      try await desk.device(of: "bruno"), try await desk.device(of: "chloe")
    )
    for device in [bruno, chloe] { try await device.sync() }
    _ = try await desk.ledger.importDirectory(
      Array(
        """
        {"people":[{"name":"amelie","fullName":"Amélie Noël","email":"",
          "roles":["requester","agent"],"teams":["PROX"]}]}
        """.utf8))
    for device in [bruno, chloe] { try await device.sync() }
    #expect(bruno.fullNames.contains("Amélie Noël"))
    #expect(chloe.knows == ["chloe"])
  }

  @Test func `a wider scope brings the others`() async throws {
    let desk = try await desk()
    let claire = try await desk.device(of: "claire")
    try await claire.sync()
    try await desk.set(scope: "all")
    try await claire.sync()
    #expect(claire.knows.count == 7)
  }

  @Test func `people are looked up by words, accents and case apart`() async throws {
    let desk = try await desk()
    let claire = try await desk.device(of: "claire")
    let found = try await desk.ledger.people(PeopleRequest(words: "AMÉ"), token: claire.token)
    #expect(found.people.compactMap(\.person?.name) == ["amelie"])
    #expect(!found.hasMore)
    try await desk.ledger.disable("amelie")
    let gone = try await desk.ledger.people(PeopleRequest(words: "ame"), token: claire.token)
    #expect(gone.people.isEmpty)
  }

  @Test func `nobody looks people up without a token`() async throws {
    let desk = try await desk()
    await #expect(throws: LedgerError.unknownToken) {
      try await desk.ledger.people(PeopleRequest(words: ""), token: "guess")
    }
  }
}

extension Desk {
  fileprivate func set(scope: String) async throws {
    _ = try await ledger.importDirectory(
      Array(#"{"policy":{"directoryScope":"\#(scope)"}}"#.utf8))
  }
}

extension Device {
  fileprivate var people: [Person] {
    directory.values.compactMap(\.person).sorted { $0.name < $1.name }
  }

  fileprivate var knows: [String] { people.map(\.name) }
  fileprivate var fullNames: [String] { people.map(\.fullName) }
}

extension DirectoryEntry {
  fileprivate var person: Person? {
    guard case .person(let person)? = try? DirectoryItem.read(bytes) else { return nil }
    return person
  }
}
