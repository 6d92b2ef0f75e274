import EscaleCore
import Foundation
import Ledger
import ServerCommands
import TestSupport
import Testing

struct ServerProgramTests {
  private func founded() async throws -> ServerDesk {
    let desk = try ServerDesk()
    try await desk.found()
    return desk
  }

  @Test func `a ledger is created once`() async throws {
    let desk = try await founded()
    let again = try await desk.run("init", "--json")
    #expect(again.code == 5)
    #expect(again.errors.contains("\"ledger.exists\""))
  }

  @Test func `without a ledger, the hint says how to make one`() async throws {
    let run = try await ServerDesk().run("stats")
    #expect(run.code == 3)
    #expect(run.errors.contains("init"), "\(run.errors)")
  }

  @Test func `a directory with a mistake is refused, and nothing is created`() async throws {
    let desk = try ServerDesk()
    let file = try desk.file("d.json", "{\"people\":[{\"name\":\"a\"}]}")
    #expect(try await desk.run("init", "--directory", file).code == 5)
    #expect(try await desk.run("stats").code == 3)
  }

  @Test func `what is exported changes nothing when it is imported`() async throws {
    let desk = try await founded()
    let file = try desk.file("d.json", try await desk.run("directory", "export").output)
    let run = try await desk.run("directory", "import", file, "--json")
    #expect(try run.json().optionalInt("position") == nil)
  }

  @Test func `the code is the last word of the first line`() async throws {
    let desk = try await founded()
    let run = try await desk.run("invite", "lea")
    let code = run.lines.first?.split(separator: " ").last ?? ""
    #expect(code.utf8.count == 19, "\(run.output)\(run.errors)")
  }

  @Test func `an invite as JSON has code, user and expiry`() async throws {
    let desk = try await founded()
    let json = try await desk.run("invite", "lea", "--json").json()
    #expect(try json.string("user") == "lea")
    #expect(try json.string("expiresAt") == "2026-03-09T08:00:00.000Z")
    #expect(try json.string("code").utf8.count == 19)
  }

  @Test func `somebody unknown can't be invited`() async throws {
    #expect(try await founded().run("invite", "nobody").code == 3)
  }

  @Test func `a person joins with a password from standard input`() async throws {
    let desk = try await founded()
    let run = try await desk.run(
      "user", "add", "new.one", "--team", "PROX-METZ", "--password-stdin", input: "correct horse\n")
    #expect(run.code == 0, "\(run.errors)")
    let person = try await desk.ledger().directory().person(named: "new.one")
    #expect(person?.roles == [.requester, .agent])
  }

  @Test func `a weak password adds nobody`() async throws {
    let desk = try await founded()
    let run = try await desk.run("user", "add", "new.one", "--password-stdin", input: "short\n")
    #expect(run.code == 5)
    #expect(try await desk.ledger().directory().person(named: "new.one") == nil)
  }

  private static let refused: [(arguments: [String], code: Int32)] = [
    (["user", "add", "lea"], 5),
    (["user", "add", "new", "--team", "NOWHERE"], 3),
    (["user", "disable", "nobody"], 3),
    (["user", "password", "lea"], 2),
    (["team", "add", "ACCUEIL"], 5),
    (["replica", "revoke", "7K"], 3),
    (["replica", "revoke", "1"], 3),
    (["timers", "--at", "2026-01-01"], 2),
    (["serve", "--listen", "nowhere"], 2),
    (["serve", "--listen", "0.0.0.0:0"], 2),
    (["serve", "--tls-key", "k"], 2),
    (["directory", "import", "/nowhere"], 3),
    (["frobnicate"], 2),
    (["stats", "--nonsense"], 2),
    (["bench", "fill", "/nowhere", "--team", "T"], 2),
  ]

  @Test(arguments: refused)
  func `what can't be done ends with the right code`(arguments: [String], code: Int32) async throws
  {
    let desk = try await founded()
    let surrounding = try await desk.run(arguments)
    #expect(surrounding.code == code, "\(surrounding.errors)")
    #expect(surrounding.errors.contains("error: "))
  }

  @Test func `a team joins the directory`() async throws {
    let desk = try await founded()
    #expect(try await desk.run("team", "add", "NEW-TEAM", "--name-fr", "Neuve").code == 0)
    let team = try await desk.ledger().directory().team(code: "NEW-TEAM")
    #expect(team?.name == Words(french: "Neuve", english: "Neuve"))
  }

  @Test func `stats count changes and requests`() async throws {
    let desk = try await founded()
    let json = try await desk.run("stats", "--json").json()
    #expect(try json.int("changes") == 0)
    #expect(try json.int("requests") == 0)
  }

  @Test func `a backup is a ledger of its own, and is sound`() async throws {
    let desk = try await founded()
    let copy = desk.path + "/copy"
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
    #expect(try await desk.run("backup", copy + "/ledger.sqlite").code == 0)
    #expect(try await desk.run("verify", "--data", copy).code == 0)
    #expect(try await desk.run("backup", copy + "/ledger.sqlite").code != 0)
  }

  @Test func `timers are shown beforehand and fire once`() async throws {
    let desk = try await founded()
    let log = try desk.file("log.csv", LittleLog(["Resolved G R"]).text)
    _ = try await desk.run("import", "incidents", log)
    let due = try await desk.run("timers", "--dry-run", "--at", "2016-03-01T00:00:00Z", "--json")
    #expect(try due.json().elements().isEmpty)
    #expect(try await desk.run("timers", "--dry-run", "--json").json().elements().count == 1)
    #expect(try await desk.run("timers", "--json").json().elements().count == 1)
    #expect(try await desk.run("timers", "--json").json().elements().isEmpty)
  }

  @Test func `a lifecycle is checked, and drawn`() async throws {
    let desk = try ServerDesk()
    let file = Fixture.folder.appending(path: "lifecycles/servicedesk.json").path
    #expect(try await desk.run("lifecycle", "check", file).code == 0)
    let dot = try await desk.run("lifecycle", "graph", file, "--format", "dot").output
    #expect(dot.contains("resolved -> closed"))
    let bad = try desk.file("bad.json", "{\"name\":\"x\"}")
    #expect(try await desk.run("lifecycle", "check", bad).code == 5)
  }

  @Test func `a fill makes three changes for each line`() async throws {
    let desk = try await founded()
    let line = #"{"title":"t","description":"d","reason":"r","comment":"c"}"#
    let file = try desk.file("fill", "\(line)\n\(line)\n")
    let run = try await desk.run("bench", "fill", file, "--team", "PROX-NANCY", "--by", "lea")
    #expect(run.code == 0, "\(run.errors)")
    let json = try await desk.run("stats", "--json").json()
    #expect(try json.int("changes") == 6)
    let requests = try await desk.ledger().requests()
    #expect(requests.map(\.state) == [.assigned, .assigned])
  }

  @Test func `the measurements are hidden from help`() async throws {
    let help = try await ServerDesk().run("--help")
    #expect(help.code == 0)
    #expect(!help.output.contains("bench"))
  }
}
