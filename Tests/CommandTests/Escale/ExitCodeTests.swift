import EscaleCore
import Foundation
import Testing

/// How commands end that can't do what they were asked.
struct ExitCodeTests {
  /// A command line, its exit code, its error code.
  struct Refusal: CustomTestStringConvertible {
    let line: String
    let exit: Int32
    let code: String
    var testDescription: String { line }

    init(_ line: String, _ exit: Int32, _ code: String) {
      (self.line, self.exit, self.code) = (line, exit, code)
    }
  }

  @Test(arguments: [
    Refusal("dance", 2, "command.usage"),
    Refusal("show", 2, "command.usage"),
    Refusal("list --sideways", 2, "command.usage"),
    Refusal("list --limit many", 2, "command.usage"),
    Refusal("list --state asleep", 2, "command.usage"),
    Refusal("assign 8-1", 2, "command.usage"),
    Refusal("resolve 8-1", 2, "command.usage"),
    Refusal("resolve 8-1 -m a -F b", 2, "message.two-sources"),
    Refusal("new --service autre", 2, "command.usage"),
    Refusal("new --service proximite --field equipe --title T --description D", 2, "command.usage"),
    Refusal("join nowhere --user lea --invite X", 2, "command.usage"),
    Refusal("show 9-99", 3, "request.unknown"),
    Refusal("show 77", 3, "request.unknown"),
    Refusal("assign 8-1 --to nobody", 3, "directory.unknown-person"),
    Refusal("transfer 8-1 --team NONE -m oui", 3, "directory.unknown-team"),
    Refusal("new --service none --title T --description D", 3, "directory.unknown-service"),
    Refusal("comment 8-1 -F /no/such/file", 3, "message.unreadable"),
    Refusal("close 8-1", 4, "rights.requester-only"),
    Refusal("contact add 8-1 lea", 4, "rights.own-contact"),
    Refusal("freeze 8-1 -m non", 5, "lifecycle.not-from-here"),
    Refusal("reopen 8-1", 5, "lifecycle.unknown-verb"),
    Refusal("reassign 8-1 --to karim", 5, "lifecycle.unknown-verb"),
    Refusal("comment 8-1 -m _", 5, "input.empty"),
    Refusal("postpone 8-1 --until 2020-01-01 -m non", 5, "input.past-date"),
    Refusal("postpone 8-1 --until bientôt -m non", 5, "date.not-understood"),
    Refusal("new --service numerique --title T --description D", 5, "input.not-a-service"),
    Refusal("new --service proximite --title T --description D", 5, "input.missing-answer"),
    Refusal("edit 8-1", 5, "input.nothing-to-edit"),
    Refusal("edit 8-1 --urgency huge", 5, "input.unknown-value"),
    Refusal("sync", 6, "server.unreachable"),
  ])
  func `a refusal has its exit code and its error code`(refusal: Refusal) async throws {
    let lea = try await Story.told(language: "en")
    let before = try await lea.run("log --json").output
    let outcome = try await lea.run(refusal.line + " --json")
    #expect(outcome.code == refusal.exit)
    #expect(outcome.output.isEmpty)
    let error = try JSONValue.parse(Array(outcome.errors.utf8)).object("error")
    #expect(try error.string("code") == refusal.code)
    #expect(try error.members().map(\.key) == ["code", "message", "hint", "details"])
    #expect(try await lea.run("log --json").output == before)
  }

  @Test func `without a replica nothing works, and joining is the hint`() async throws {
    let lea = try Workstation()
    let outcome = try await lea.run(["list"], path: lea.folder.path + "/none.sqlite")
    #expect(outcome.code == 4)
    #expect(outcome.errors.contains("hint: Enrol it: escale join URL --user NAME."))
  }

  @Test(arguments: ["--help", "--version", "new --help", "help sync", "contact add --help"])
  func `help and version are no failures`(line: String) async throws {
    let outcome = try await Workstation().run(line)
    #expect(outcome.code == 0)
    #expect(!outcome.output.isEmpty && outcome.errors.isEmpty)
  }

  @Test(arguments: [
    ("list --sideways", "erreur : L'option « --sideways » n'existe pas.\n"),
    ("show", "erreur : Il manque l'argument « <ref> ».\n"),
    ("dance", "erreur : Il n'y a pas de commande « dance ».\n"),
    ("show 9-99", "erreur : Aucune demande « 9-99 » sur cette réplique.\n"),
  ])
  func `errors are said in French to those who speak it`(
    line: String, message: String
  ) async throws {
    let outcome = try await Workstation(language: "fr").run(line)
    #expect(outcome.errors.hasPrefix(message))
    #expect(outcome.errors.contains("\nconseil : "))
  }

  @Test func `global options may stand before the command`() async throws {
    let outcome = try await Workstation().run("--json --lang fr list")
    #expect(outcome.code == 0 && outcome.output == "[]\n")
  }
}
