import EscaleCore
import Foundation
import Testing

/// What is said once for all.
struct ConfigTests {
  private func file(_ station: Workstation) -> String {
    station.folder.path + "/.config/escale/config"
  }

  @Test func `a setting holds until it is taken back`() async throws {
    let lea = try Workstation(language: "fr")
    #expect(try await lea.json("config get lang").string("origin") == "default")
    let set = try await lea.json("config set lang en")
    #expect(try set.string("value") == "en" && set.string("origin") == "file")
    #expect(try await lea.run("show 9-99").errors.hasPrefix("error: "))
    #expect(try await lea.run("show 9-99 --lang fr").errors.hasPrefix("erreur : "))
    _ = try await lea.run("config unset lang")
    #expect(try await lea.run("show 9-99").errors.hasPrefix("erreur : "))
  }

  @Test func `the file is its owner's alone, and keeps what it isn't asked about`() async throws {
    let lea = try Workstation()
    let path = file(lea)
    try FileManager.default.createDirectory(
      atPath: lea.folder.path + "/.config/escale", withIntermediateDirectories: true)
    try "# mine\nlater = 1\nlang = fr\n".write(toFile: path, atomically: false, encoding: .utf8)
    _ = try await lea.run("config set lang en")
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == "# mine\nlater = 1\nlang = en\n")
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `the environment counts before the file`() async throws {
    let lea = try Workstation()
    _ = try await lea.run(["config", "set", "replica", "/no/such/replica"])
    let replica = try await lea.json("config get replica")
    #expect(try replica.string("value") == lea.path && replica.string("origin") == "environment")
    #expect(try await lea.run("list").code == 0)
  }

  @Test(arguments: [
    ("config get langue", "lang"), ("config set colour always", "color"),
    ("config set lang de", "fr, en"), ("config set color sometimes", "auto"),
  ])
  func `what a setting isn't, or doesn't take, is refused`(
    line: String, hint: String
  ) async throws {
    let lea = try Workstation()
    let outcome = try await lea.run(line)
    #expect(outcome.code == 2 && outcome.errors.contains(hint), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: file(lea)))
  }

  @Test(arguments: ["lang = xx\n", "lang\n=\n= =\n", "\u{0}\u{1B}[31m\n", "lang = fr = en\n"])
  func `a file that is wrong stops nothing`(text: String) async throws {
    let lea = try Workstation()
    try FileManager.default.createDirectory(
      atPath: lea.folder.path + "/.config/escale", withIntermediateDirectories: true)
    try text.write(toFile: file(lea), atomically: false, encoding: .utf8)
    #expect(try await lea.run("list").code == 0)
    #expect(try await lea.json("config list").elements().count == 7)
  }
}
