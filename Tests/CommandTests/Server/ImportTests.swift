import EscaleCore
import Foundation
import Gzip
import Ledger
import ServerCommands
import Testing

struct ImportTests {
  private let rows = ["New G", "Awaiting_User_Info G R", "Active G R", "Resolved G R"]

  private func desk(importing log: LittleLog) async throws -> ServerDesk {
    let desk = try ServerDesk()
    try await desk.found()
    let file = try desk.file("log.csv", log.text)
    let run = try await desk.run("import", "incidents", file, "--lifecycle", "servicedesk")
    #expect(run.code == 0, "\(run.errors)")
    return desk
  }

  @Test func `an incident becomes a request in the state of its last row`() async throws {
    let ledger = try await desk(importing: LittleLog(rows)).ledger()
    let request = try #require(try await ledger.requests().first)
    #expect(request.state == .resolved)
    #expect(try await ledger.directory().team(code: "G")?.number == request.team)
  }

  @Test func `a request keeps the log's number in a field of its form`() async throws {
    let ledger = try await desk(importing: LittleLog(rows)).ledger()
    let request = try #require(try await ledger.requests().first)
    let creation = try await ledger.entries(of: request.id).first?.change.readPayload
    #expect(creation?[.form("number")] == "INC1")
  }

  @Test func `times are those of the log`() async throws {
    let ledger = try await desk(importing: LittleLog(rows)).ledger()
    let request = try #require(try await ledger.requests().first)
    let entries = try await ledger.entries(of: request.id)
    #expect(
      Timestamp(milliseconds: entries[0].change.header.authoredAt).description
        == "2016-02-29T01:00:00.000Z")
    #expect(entries.allSatisfy { $0.receivedAt == $0.change.header.authoredAt })
  }

  @Test func `everything imported is applied, and the ledger is sound`() async throws {
    let desk = try await desk(importing: LittleLog(rows))
    #expect(try await desk.run("verify").code == 0)
    let ledger = try await desk.ledger()
    let request = try #require(try await ledger.requests().first)
    #expect(try await ledger.entries(of: request.id).allSatisfy { $0.verdict == .applied })
  }

  @Test func `the same log a second time is refused and changes nothing`() async throws {
    let desk = try await desk(importing: LittleLog(rows))
    let before = try await desk.run("stats", "--json").output
    let again = try await desk.run(
      "import", "incidents", desk.path + "/log.csv", "--lifecycle", "servicedesk", "--json")
    #expect(again.code == 5)
    #expect(again.errors.contains("import.already-there"))
    #expect(try await desk.run("stats", "--json").output == before)
  }

  @Test func `an archive is read as it is`() async throws {
    let desk = try ServerDesk()
    try await desk.found()
    let path = desk.path + "/log.csv.gz"
    try Data(Gzip.compress(LittleLog(rows).bytes)).write(to: URL(filePath: path))
    let run = try await desk.run("import", "incidents", path, "--json")
    #expect(try run.json().int("incidents") == 1)
  }

  @Test func `the report names each line that was inferred or not mapped`() async throws {
    let desk = try ServerDesk()
    try await desk.found()
    let log = try desk.file("log.csv", LittleLog(["-100 G", "Resolved G R"]).text + "short,row\n")
    let report = try await desk.run(
      "import", "incidents", log, "--lifecycle", "servicedesk", "--json"
    ).json()
    let unmapped = try report.array("unmapped").map {
      "\(try $0.int("line")) \(try $0.string("code"))"
    }
    #expect(unmapped == ["2 stray-state", "4 unreadable-row"])
    let steps = try report.object("inferred").array("steps")
    #expect(try steps.map { "\(try $0.int("line")) \(try $0.string("verb"))" } == ["3 assign"])
  }

  @Test(arguments: [("a,b\n1,2\n", "import.missing-columns"), ("", "import.empty")])
  func `a file that is no log is refused`(text: String, code: String) async throws {
    let desk = try ServerDesk()
    try await desk.found()
    let run = try await desk.run(
      "import", "incidents", try desk.file("log.csv", text), "--json")
    #expect(run.code == 5)
    #expect(run.errors.contains(code), "\(run.errors)")
  }

  @Test func `a damaged archive is refused`() async throws {
    let desk = try ServerDesk()
    try await desk.found()
    let path = desk.path + "/log.csv.gz"
    let whole = Gzip.compress(LittleLog(rows).bytes)
    try Data(whole.dropLast(9)).write(to: URL(filePath: path))
    let run = try await desk.run("import", "incidents", path, "--json")
    #expect(run.code == 5)
    #expect(run.errors.contains("import.damaged-archive"))
  }

  @Test func `an unknown lifecycle is named, with those that are known`() async throws {
    let desk = try ServerDesk()
    try await desk.found()
    let log = try desk.file("log.csv", LittleLog(rows).text)
    let run = try await desk.run("import", "incidents", log, "--lifecycle", "nowhere")
    #expect(run.code == 3)
    #expect(run.errors.contains("servicedesk"))
  }

  @Test func `a load that the ledger refuses leaves nothing`() async throws {
    let desk = try ServerDesk()
    try await desk.found()
    _ = try await desk.run("user", "add", "caller-7")
    _ = try await desk.run("user", "disable", "caller-7")
    let before = try await desk.run("directory", "export").output
    let log = try desk.file("log.csv", LittleLog(rows).text)
    let run = try await desk.run("import", "incidents", log, "--lifecycle", "servicedesk", "--json")
    #expect(run.code == 5)
    #expect(run.errors.contains("ledger.load-refused"))
    #expect(try await desk.run("directory", "export").output == before)
  }
}
