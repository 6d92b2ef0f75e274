import EscaleCommands
import EscaleCore
import SyncProtocol
import Testing

/// A change that never left can be withdrawn; its sequence stays used.
struct UndoTests {
  private static let new = "new --service proximite --field equipe=nancy --title T --description D"

  @Test func `the last change goes, then the one before`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(Self.new + " --take")
    _ = try await lea.run("freeze - -m Pièce")
    #expect(try await lea.json("undo -").string("state") == "assigned")
    #expect(try await lea.json("undo -").string("state") == "dispatched")
    #expect(try await lea.json("status").int("pending") == 3)
  }

  @Test func `a request whose creation is withdrawn is no more`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(Self.new)
    #expect(try await lea.run("undo 8-1").code == 0)
    #expect(try await lea.run("show 8-1").code == 3)
    #expect(try await lea.run("show -").code == 3)
    #expect(try await lea.json("list").elements().isEmpty)
  }

  @Test func `the sequence stays used and the chain holds`() async throws {
    let lea = try Workstation()
    for _ in 0..<3 { _ = try await lea.run(Self.new) }
    _ = try await lea.run("undo 8-2")
    #expect(try await lea.run("doctor").code == 0)
    let kinds = try await lea.json("log").elements().map { try $0.string("kind") }
    #expect(kinds == ["create", "void", "create"])
    #expect(try await lea.json(Self.new).string("ref") == "8-4")
  }

  @Test func `nothing of one's own that waits, nothing to withdraw`() async throws {
    let lea = try await Story.told(language: "en")
    let outcome = try await lea.run("undo 8-5")
    #expect(outcome.code == 5)
    #expect(outcome.errors.contains("nothing of yours"))
  }

  @Test func `what left without an answer can't be withdrawn`() async throws {
    let lea = try Workstation(connect: { _, _ in OpenConnection(SilentServer()) })
    _ = try await lea.run(Self.new)
    #expect(try await lea.run("sync").code == 6)
    let outcome = try await lea.run("undo 8-1")
    #expect(outcome.code == 5)
    #expect(outcome.errors.contains("has left already"))
    #expect(try await lea.json("show 8-1").string("state") == "dispatched")
    _ = try await lea.run("comment 8-1 -m Plus")
    #expect(try await lea.run("undo 8-1").code == 0)
  }
}

/// A server that takes what it is sent and never answers.
private struct SilentServer: SyncConnection {
  func call(
    _ endpoint: Endpoint, body: [UInt8], token: String?
  ) async throws(ConnectionFailure) -> Reply {
    throw .unreachable(reason: Words(french: "pas de réponse", english: "no answer"))
  }
}
