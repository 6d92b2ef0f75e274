import EscaleCore
import Foundation
import Ledger
import TestSupport
import Testing

@Suite struct DirectoryImportTests {
  @Test func `a university's directory comes out as it went in`() async throws {
    let bytes = try Fixture.bytes("directory.json")
    let desk = try await Desk.founded(on: bytes)
    let exported = try await desk.exportDirectory()
    let again = try await desk.importDirectory(exported)
    #expect(again.position == nil)
    #expect(try await desk.directory().people.count > 40)
    let fresh = try await Desk.founded(on: exported)
    #expect(try await fresh.exportDirectory() == exported)
  }

  @Test func `importing a directory twice makes one entry`() async throws {
    let desk = try await Desk()
    let before = try await desk.ledger.head()
    let report = try await desk.ledger.importDirectory(Array(Desk.document.utf8))
    #expect(report.position == nil)
    #expect(try await desk.ledger.head() == before)
  }

  @Test func `an import changes what it names and leaves the rest`() async throws {
    let desk = try await Desk()
    let report = try await desk.ledger.importDirectory(
      Array(
        """
        {"people": [{"name": "claire", "fullName": "Claire Morel", "roles": ["requester"]},
                    {"name": "emile", "fullName": "Émile", "roles": ["agent"], "teams": ["NET"]}]}
        """.utf8))
    #expect(report.people == 2)
    let directory = try await desk.ledger.directory()
    #expect(directory.person(named: "claire")?.fullName == "Claire Morel")
    #expect(directory.person(named: "emile")?.number == PersonNumber(rawValue: 8))
    #expect(directory.people.count == 8)
  }

  @Test(arguments: [
    (#"{"people": [{"name": "x y", "fullName": "X", "roles": []}]}"#, "people[0].name"),
    (#"{"people": [{"name": "x", "fullName": "", "roles": []}]}"#, "people[0].fullName"),
    (#"{"people": [{"name": "x", "fullName": "X", "roles": ["boss"]}]}"#, "people[0].roles[0]"),
    (
      #"{"people": [{"name": "x", "fullName": "X", "roles": [], "teams": ["NO"]}]}"#,
      "people[0].teams[0]"
    ),
    (#"{"teams": [{"code": "A", "name": {"fr": "A"}}]}"#, "teams[0].name.en"),
    (
      #"{"teams": [{"code": "A", "name": {"fr": "A", "en": "A"}}, "#
        + #"{"code": "A", "name": {"fr": "A", "en": "A"}}]}"#, "teams[1].code"
    ),
    (
      #"{"catalogue": [{"code": "a", "name": {"fr": "A", "en": "A"}, "team": "NO"}]}"#,
      "catalogue[0].team"
    ),
    (
      #"{"catalogue": [{"code": "a", "name": {"fr": "A", "en": "A"}, "fields": "#
        + #"[{"key": "k", "label": {"fr": "K", "en": "K"}, "type": "colour"}]}]}"#,
      "catalogue[0].fields[0].type"
    ),
    (
      #"{"catalogue": [{"code": "a", "name": {"fr": "A", "en": "A"}, "fields": "#
        + #"[{"key": "k", "label": {"fr": "K", "en": "K"}, "type": "choice"}]}]}"#,
      "catalogue[0].fields[0]"
    ),
    (#"{"policy": {"triageTeam": "NO"}}"#, "policy.triageTeam"),
    (#"{"policy": {"closeAfterDays": 0}}"#, "policy.closeAfterDays"),
    (#"{"persons": []}"#, "persons"),
  ])
  func `a mistake is told with its place and changes nothing`(
    json: String, path: String
  ) async throws {
    let desk = try await Desk()
    let before = try await desk.ledger.head()
    let error = await #expect(throws: JSONShapeError.self) {
      try await desk.ledger.importDirectory(Array(json.utf8))
    }
    #expect(error?.path == path)
    #expect(error?.line == 1)
    #expect(try await desk.ledger.head() == before)
  }

  @Test func `a catalogue is no deeper than its limit`() async throws {
    let desk = try await Desk()
    var node = ""
    for level in 0...Catalogue.depthLimit {
      node =
        #"{"code": "n\#(level)", "name": {"fr": "N", "en": "N"}, "children": [\#(node)]}"#
    }
    let document = #"{"catalogue": [\#(node)]}"#
    await #expect(throws: JSONShapeError.self) {
      try await desk.ledger.importDirectory(Array(document.utf8))
    }
  }

  @Test func `a lifecycle keeps its version for life`() async throws {
    let desk = try await Desk()
    let other = Lifecycle(
      name: "lorraine", version: 1, states: Lifecycle.lorraine.states, transitions: [])
    let error = await #expect(throws: LedgerError.self) {
      try await desk.ledger.addLifecycle(other)
    }
    #expect(error == .lifecycleTaken(other.nameAndVersion))
  }

  @Test func `a bare ledger has a team that takes everything`() async throws {
    let clock = StandingClock()
    let ledger = try await DeskLedger.create(
      at: NSTemporaryDirectory() + "ledger-\(UUID().uuidString)",
      surroundings: Desk.surroundings(clock, seed: 1))
    let directory = try await ledger.directory()
    #expect(directory.team(directory.policy.triageTeam)?.code == "ACCUEIL")
    #expect(directory.lifecycles == [.lorraine])
    #expect(try await ledger.verify().isSound)
  }

  @Test func `a ledger is created once`() async throws {
    let desk = try await Desk()
    await #expect(throws: LedgerError.ledgerExists(path: desk.folder)) {
      _ = try await DeskLedger.create(
        at: desk.folder, surroundings: Desk.surroundings(desk.clock, seed: 3))
    }
  }
}

extension Desk {
  static func founded(on document: [UInt8]) async throws -> DeskLedger {
    try await DeskLedger.create(
      at: NSTemporaryDirectory() + "ledger-\(UUID().uuidString)", document: document,
      surroundings: surroundings(StandingClock(), seed: 1))
  }
}
