import EscaleCore
import Testing

/// Plain command lines, which are read without the parser.
struct PlainLineTests {
  private static let new = "new --service proximite --field equipe=nancy --title T --description D"

  /// The first of each is plain, the second isn't, and both ask for the same.
  @Test(arguments: [
    ("list", "list --sort updated"), ("list --limit 1", "list --limit=1"),
    ("list --json", "list --json --sort=updated"), ("--json list", "--json list --sort updated"),
    ("list --lang fr -q", "list --lang=fr -q"), ("show 1 --json", "show --json -- 1"),
    ("--color always list", "list --color=always"),
    ("list --limit x", "list --limit=x"), ("show", "show --"), ("show 1 2", "show 1 -- 2"),
    ("show 77", "show -- 77"), ("comment 77 -m Non", "comment 77 --message=Non"),
    ("sync --lang fr", "sync --lang=fr"), ("sync --attachments", "sync --attachments --"),
    ("sync 1", "sync -- 1"), ("list --lang de", "list --lang=de"),
    ("list --replica", "list --json --replica"),
  ])
  func `a plain line is read as the parser reads it`(plain: String, other: String) async throws {
    let lea = try Workstation()
    for _ in 1...2 { _ = try await lea.run(Self.new) }
    let (first, second) = (try await lea.run(plain), try await lea.run(other))
    #expect(first.code == second.code)
    #expect(first.output == second.output)
    #expect(first.code == 0 || !first.errors.isEmpty)
  }

  @Test(arguments: ["-m Fait", "--message Fait", "--message=Fait"])
  func `a comment is written however its text is given`(text: String) async throws {
    let lea = try Workstation()
    _ = try await lea.run(Self.new)
    let outcome = try await lea.run("comment 1 \(text)")
    #expect(outcome.code == 0)
    #expect(try await lea.run("show 1").output.contains("Fait"))
  }

  @Test func `a text that begins like an option is a text`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(Self.new)
    #expect(try await lea.run(["comment", "1", "-m", "--json"]).output.contains("{") == false)
    #expect(try await lea.run("show 1").output.contains("--json"))
  }

  @Test func `a comment without its text says what is missing`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(Self.new)
    #expect(try await lea.run("comment 1").code == 2)
  }
}
