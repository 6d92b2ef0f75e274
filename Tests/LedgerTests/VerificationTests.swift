import EscaleCore
import Foundation
import GRDB
import Ledger
import Testing

@Suite struct VerificationTests {
  @Test(arguments: [
    "UPDATE entry SET payload = x'a1' WHERE kind = 3",
    "UPDATE entry SET outcome = 2 WHERE kind = 3",
    "DELETE FROM entry WHERE kind = 3",
    "UPDATE entry SET link = zeroblob(32) WHERE kind = 3",
    "UPDATE directory_edit SET bytes = x'80'",
    "UPDATE request SET state = 'closed'",
    "UPDATE request SET title = 'Autre'",
    "DELETE FROM audience WHERE holder = 3",
    "UPDATE replica SET link = zeroblob(32) WHERE id = 2",
    "UPDATE ledger SET position = position + 1",
  ])
  func `damage is found`(damage: String) async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    agents[0].comment("Vu.", on: request)
    try await agents[0].sync()
    #expect(try await desk.ledger.verify().isSound)
    try await desk.ledger.close()
    let database = try DatabaseQueue(path: desk.databasePath)
    try await database.write { try $0.execute(sql: damage) }
    try database.close()
    let report = try await desk.reopened().verify()
    #expect(!report.isSound)
  }

  @Test func `files are for their owner alone, and commits survive the power`() async throws {
    let desk = try await Desk()
    for name in ["ledger.sqlite", "ledger.sqlite-wal", "ledger.lock"] {
      #expect(try mode(of: desk.folder + "/" + name) == 0o600)
    }
    #expect(try mode(of: desk.folder) == 0o700)
  }
}

/// The permission bits of a file.
private func mode(of path: String) throws -> Int {
  let attributes = try FileManager.default.attributesOfItem(atPath: path)
  return try #require(attributes[.posixPermissions] as? Int)
}
