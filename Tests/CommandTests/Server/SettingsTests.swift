import EscaleCore
import Ledger
import ServerCommands
import Testing

struct SettingsTests {
  @Test func `an option may come from the environment`() async throws {
    let desk = try ServerDesk()
    try await desk.found()
    let run = try await desk.run(
      "team", "add", "T1", environment: ["ESCALE_JSON": "1", "ESCALE_NAME_FR": "Une"])
    #expect(try run.json().string("team") == "T1")
    #expect(try await desk.ledger().directory().team(code: "T1")?.name.english == "Une")
  }

  @Test func `an option may come from a file, and gives way to the environment`() async throws {
    let desk = try ServerDesk()
    let file = try desk.file("options.json", #"{"lang":"fr","data":"/nowhere","json":true}"#)
    try await desk.found()
    let run = try await desk.run("stats", "--config", file)
    #expect(try run.json().int("requests") == 0)
  }

  @Test func `an option of the command line goes before all others`() async throws {
    let desk = try ServerDesk()
    try await desk.found()
    let run = try await desk.run(
      "stats", "--data", desk.data, environment: ["ESCALE_SERVER_DATA": "/nowhere"])
    #expect(run.code == 0)
  }

  @Test(arguments: ["{", #"{"unknown":1}"#, #"{"json":"yes"}"#])
  func `a file of options with a mistake is refused`(text: String) async throws {
    let desk = try ServerDesk()
    try await desk.found()
    let run = try await desk.run("stats", "--config", try desk.file("o.json", text))
    #expect(run.code == 5)
  }

  @Test func `a variable that is neither true nor false is refused`() async throws {
    let desk = try ServerDesk()
    #expect(try await desk.run("stats", environment: ["ESCALE_JSON": "maybe"]).code == 2)
  }
}
