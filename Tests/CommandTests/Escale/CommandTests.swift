import EscaleCore
import Foundation
import Testing

/// What commands do to requests.
struct CommandTests {
  private static let new = "new --service proximite --field equipe=nancy --title T --description D"

  @Test func `a new request goes to the team that its answers name`() async throws {
    let request = try await Workstation().json(Self.new)
    #expect(try request.string("state") == "dispatched")
    #expect(try request.string("team") == "PROX-NANCY")
    #expect(try request.object("fields").string("equipe") == "nancy")
  }

  @Test func `a request can be taken as it is created`() async throws {
    let request = try await Workstation().json(Self.new + " --take")
    #expect(try request.string("agent") == "lea")
    #expect(try request.int("pending") == 2)
  }

  @Test func `the request used last is called by a dash`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(Self.new)
    #expect(try await lea.json("take -").string("state") == "assigned")
  }

  @Test func `the way of a request, verb by verb`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(Self.new + " --for paul --take")
    for (line, state) in [
      ("ask - -m Depuis_quand_?", "pending"), ("resume -", "assigned"),
      ("postpone - --until 2026-03-09 -m Congés", "postponed"), ("resume - -m Retour", "assigned"),
      ("freeze - -m Pièce", "frozen"), ("resume -", "assigned"), ("resolve - -m Fait", "resolved"),
    ] {
      #expect(try await lea.json(line).string("state") == state)
    }
  }

  @Test func `a postponement says until when`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(Self.new + " --take")
    let request = try await lea.json("postpone - --until 2026-03-09 -m Congés")
    #expect(try request.string("postponedUntil") == "2026-03-09T08:00:00.000Z")
  }

  @Test func `a request is assigned to a colleague, and handed over`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(Self.new)
    let handed = try await lea.json("transfer - --team ACCUEIL -m Tri")
    #expect(try handed.string("team") == "ACCUEIL")
    _ = try await lea.run(Self.new)
    #expect(try await lea.json("assign - --to karim").string("agent") == "karim")
  }

  @Test func `contacts are added and removed, all or none`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(Self.new)
    let added = try await lea.json("contact add - paul nina")
    #expect(try added.strings("contacts") == ["paul", "nina"])
    #expect(try await lea.run("contact remove - paul nobody").code == 3)
    #expect(try await lea.json("contact remove - paul").strings("contacts") == ["nina"])
  }

  @Test func `a conflict that was dismissed is not told again`() async throws {
    let lea = try await Story.told(language: "en")
    #expect(try await lea.json("conflicts").elements().count == 1)
    #expect(try await lea.json("conflicts --dismiss 8-5").elements().isEmpty)
    #expect(try await lea.json("show 8-5").int("conflicts") == 0)
  }

  @Test func `a list is narrowed, ordered and cut`() async throws {
    let lea = try await Story.told(language: "en")
    func refs(_ line: String) async throws -> [String] {
      try await lea.json(line).elements().map { try $0.string("ref") }
    }
    #expect(try await refs("list --sort ref") == ["8-1", "8-5"])
    #expect(try await refs("list --state resolved --sort ref --limit 1") == ["8-1"])
    #expect(try await refs("list --pending-sync") == ["8-1"])
    #expect(try await refs("list --mine --team PROX-NANCY --sort title") == ["8-1", "8-5"])
    #expect(try await refs("list --closed").isEmpty)
  }

  @Test func `a piped list is tabs and codes, one request a line`() async throws {
    let lea = try await Story.told(language: "fr")
    let lines = try await lea.run("list --sort ref").output.split(separator: "\n")
    #expect(lines.count == 2)
    let cells = lines[1].split(separator: "\t", omittingEmptySubsequences: false)
    #expect(cells.prefix(6) == ["8-5", "resolved", "Écran noir", "PROX-NANCY", "lea", "paul"])
  }

  @Test func `what somebody else wrote can't drive the terminal`() async throws {
    let lea = try Workstation()
    _ = try await lea.run([
      "new", "--service", "autre", "--title", "a\u{202E}b", "--description", "c\u{9B}31md",
    ])
    for line in ["list", "show -"] {
      let output = try await lea.run(line).output
      #expect(!output.unicodeScalars.contains { ["\u{202E}", "\u{9B}"].contains($0) })
    }
  }

  @Test func `the bench records so many changes and sends none`() async throws {
    let lea = try Workstation()
    let file = lea.folder.appending(path: "work.jsonl").path
    let line = #"{"title":"a b","description":"c d","reason":"e","comment":"f"}"#
    try "\(line)\n\(line)\n".write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try await lea.run(["bench", "push", file, "--limit", "4"]).code == 0)
    #expect(try await lea.json("status").int("pending") == 4)
  }
}
