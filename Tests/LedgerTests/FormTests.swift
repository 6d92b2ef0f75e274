import EscaleCore
import Ledger
import Testing

/// What the server takes as values, and what becomes of services, teams and people that go.
@Suite struct FormTests {
  /// A service whose form has a field of every type.
  private static let catalogue = """
    {"catalogue": [{"code": "poste", "name": {"fr": "Poste", "en": "Computer"}, "fields": [
      {"key": "site", "label": {"fr": "Site", "en": "Site"}, "type": "choice", "required": true,
       "choices": [{"code": "nancy", "label": {"fr": "Nancy", "en": "Nancy"}, "team": "PROX"},
                   {"code": "metz", "label": {"fr": "Metz", "en": "Metz"}, "team": "NET"}]},
      {"key": "jour", "label": {"fr": "Jour", "en": "Day"}, "type": "date"},
      {"key": "nombre", "label": {"fr": "Nombre", "en": "Number"}, "type": "number"},
      {"key": "equipe", "label": {"fr": "Équipe", "en": "Team"}, "type": "team"},
      {"key": "qui", "label": {"fr": "Qui", "en": "Who"}, "type": "person"},
      {"key": "note", "label": {"fr": "Note", "en": "Note"}, "type": "text"}]}]}
    """

  private func desk() async throws -> (Desk, Device) {
    let desk = try await Desk()
    _ = try await desk.ledger.importDirectory(Array(Self.catalogue.utf8))
    let claire = try await desk.device(of: "claire")
    try await claire.sync()
    return (desk, claire)
  }

  @Test(arguments: [
    ("site", "metz"), ("jour", "2027-01-31"), ("nombre", "3.5"), ("nombre", "-12"),
    ("qui", "bruno"), ("note", "Bureau 12"),
  ])
  func `an answer that its field takes is applied`(key: String, answer: String) async throws {
    let (_, claire) = try await desk()
    var answers: [FieldKey: String] = [.form("site"): "metz"]
    answers[.form(key)] = answer
    let request = try await claire.create("poste", team: "NET", more: answers)
    try await claire.sync()
    #expect(claire.verdicts[request] == .applied)
  }

  @Test(arguments: [
    ("site", "paris"), ("jour", "demain"), ("jour", "2027-02-30"), ("nombre", "trois"),
    ("nombre", "nan"), ("equipe", "PERSONNE"), ("qui", "nobody"), ("inconnu", "x"),
  ])
  func `an answer that its field doesn't take is denied`(
    key: String, answer: String
  ) async throws {
    let (desk, claire) = try await desk()
    var answers: [FieldKey: String] = [.form("site"): "metz"]
    answers[.form(key)] = answer
    let request = try await claire.create(
      "poste", team: key == "site" ? nil : "NET", more: answers)
    try await claire.sync()
    #expect(claire.verdicts[request]?.code == .wrongValue)
    #expect(try await desk.ledger.request(request) == nil)
  }

  @Test func `the answer decides on the team`() async throws {
    let (desk, claire) = try await desk()
    let request = try await claire.create("poste", team: "PROX", more: [.form("site"): "nancy"])
    let elsewhere = try await claire.create(
      "poste", team: "TRI", more: [.form("site"): "nancy", .form("equipe"): "TRI"])
    try await claire.sync()
    #expect(try await desk.ledger.request(request)?.team == desk.team("PROX"))
    // The first field that names a team has the word.
    #expect(claire.verdicts[elsewhere]?.code == .wrongTeam)
  }

  @Test(arguments: [
    (FieldKey.urgency, "soon"), (.impact, "world"), (.title, " "), (.form("site"), "paris"),
    (.form("inconnu"), "x"),
  ])
  func `an edit that sets what its field doesn't take is denied`(
    key: FieldKey, value: String
  ) async throws {
    let (_, claire) = try await desk()
    let request = try await claire.create("poste", team: "NET", more: [.form("site"): "metz"])
    let edit = claire.make(.edit(Edit(keys: [key])), on: request, fields: [key: value])
    try await claire.sync()
    #expect(claire.verdicts[edit]?.code == .wrongValue)
  }

  @Test func `an edit sets the fields that its header names and no others`() async throws {
    let (_, claire) = try await desk()
    let request = try await claire.create()
    let edit = claire.make(
      .edit(Edit(keys: [.title])), on: request, fields: [.title: "T", .description: "D"])
    try await claire.sync()
    #expect(claire.verdicts[edit]?.code == .wrongValue)
  }

  @Test func `who hadn't heard that a service was retired still creates a request`() async throws {
    let (desk, claire) = try await desk()
    let known = try await claire.create("poste", team: "NET", more: [.form("site"): "metz"])
    try await desk.retireService("poste")
    try await claire.sync()
    #expect(claire.verdicts[known] == .applied)
    let late = try await claire.create("poste", team: "NET", more: [.form("site"): "metz"])
    try await claire.sync()
    #expect(claire.verdicts[late]?.outcome == .denied)
  }

  @Test func `a request goes on after its service is retired`() async throws {
    let (desk, claire) = try await desk()
    let request = try await claire.create("poste", team: "NET", more: [.form("site"): "metz"])
    try await claire.sync()
    try await desk.retireService("poste")
    try await claire.sync()
    let edit = claire.make(
      .edit(Edit(keys: [.form("nombre")])), on: request, fields: [.form("nombre"): "4"])
    let chloe = try await desk.device(of: "chloe")
    try await chloe.sync()
    try chloe.act(.assign, on: request, agent: chloe.person)
    try await chloe.sync()
    try await claire.sync()
    #expect(claire.verdicts[edit] == .applied)
    #expect(try await desk.ledger.request(request)?.state == .assigned)
  }

  @Test func `a creation routed as its author knew it is applied`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    try await claire.sync()
    let request = try await claire.create("wifi", team: "PROX")
    _ = try await desk.ledger.importDirectory(
      Array(
        #"{"catalogue":[{"code":"wifi","name":{"fr":"W","en":"W"},"team":"NET"}]}"#.utf8))
    try await claire.sync()
    #expect(claire.verdicts[request] == .applied)
  }

  @Test func `the directory comes out with what is retired and disabled, and goes in again`()
    async throws
  {
    let (desk, _) = try await desk()
    try await desk.retireService("poste")
    _ = try await desk.ledger.importDirectory(
      Array(#"{"teams":[{"code":"NET","name":{"fr":"R","en":"N"},"retired":true}]}"#.utf8))
    try await desk.ledger.disable("denis")
    let document = try await desk.ledger.exportDirectory()
    let other = try await Desk(seed: 3)
    _ = try await other.ledger.importDirectory(document)
    #expect(try await other.ledger.exportDirectory() == document)
    #expect(try await other.ledger.directory().person(named: "denis")?.isActive == false)
    #expect(try await other.ledger.directory().team(code: "NET")?.isRetired == true)
  }

  @Test func `the triage team can't be retired`() async throws {
    let desk = try await Desk()
    await #expect(throws: JSONShapeError.self) {
      try await desk.ledger.importDirectory(
        Array(#"{"teams":[{"code":"TRI","name":{"fr":"T","en":"T"},"retired":true}]}"#.utf8))
    }
  }
}

extension Desk {
  fileprivate func retireService(_ code: String) async throws {
    let document = """
      {"catalogue": [{"code": "\(code)", "name": {"fr": "P", "en": "P"}, "retired": true}]}
      """
    _ = try await ledger.importDirectory(Array(document.utf8))
  }
}
