import EscaleCore
import Foundation
import Ledger
import Seals
import SyncProtocol
import Testing

/// What an administrator erases is gone everywhere, and everything else stands.
@Suite struct ErasureTests {
  @Test func `an erased text is gone from the ledger, which still verifies`() async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    let comment = agents[0].comment("Mon mot de passe est sésame.", on: request)
    try await agents[0].sync()
    #expect(try await desk.ledger.erase([comment]) == 1)
    let entries = try await desk.ledger.entries(of: request)
    #expect(entries.first { $0.change.id == comment }?.change.readPayload == nil)
    #expect(try await desk.ledger.verify().problems == [])
    #expect(try await desk.ledger.erase([comment]) == 0)
  }

  @Test func `a replica that holds it is told, one that comes later never sees it`() async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    let comment = agents[0].comment("Sésame.", on: request)
    for agent in agents { try await agent.sync() }
    #expect(try await desk.ledger.erase([comment]) == 1)
    let answer = try await agents[1].exchange()
    #expect(answer.erased == [comment])
    let late = try await desk.device(of: "claire")
    try await late.sync()
    let change = late.changes(of: request).first { $0.change.id == comment }?.change
    #expect(change?.readPayload == nil)
    #expect(change?.hash == agents[0].own.last?.hash)
  }

  @Test func `a whole request is erased, and stays where it was`() async throws {
    let (desk, request, agents) = try await assignedRequest()
    try agents[0].act(.resolve, on: request)
    try await agents[0].sync()
    #expect(try await desk.ledger.erase(request: request) == 3)
    #expect(try await desk.ledger.request(request)?.title == nil)
    #expect(try await desk.ledger.request(request)?.state == .resolved)
    #expect(try await desk.ledger.verify().problems == [])
    try await agents[1].sync()
    try agents[0].act(.freeze, on: request)
    try await agents[0].sync()
  }

  @Test func `what isn't in the ledger isn't erased, nor anything with it`() async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    let unknown = ChangeID(replica: agents[0].replica, sequence: 99)
    await #expect(throws: LedgerError.unknownChange(unknown)) {
      try await desk.ledger.erase([request, unknown])
    }
    #expect(try await desk.ledger.request(request)?.title == "Plus de réseau")
  }

  @Test func `requests closed for longer than policy keeps them are erased`() async throws {
    let (desk, request, agents) = try await assignedRequest()
    _ = try await desk.ledger.importDirectory(Array(#"{"policy":{"retentionDays":30}}"#.utf8))
    try agents[0].act(.resolve, on: request)
    try await agents[0].sync()
    desk.clock.advance(days: 21)
    _ = try await desk.ledger.runTimers()
    desk.clock.advance(days: 30)
    #expect(try await desk.ledger.eraseExpired() == 0)
    desk.clock.advance(days: 1)
    #expect(try await desk.ledger.eraseExpired() == 1)
    #expect(try await desk.ledger.eraseExpired() == 0)
    #expect(try await desk.ledger.request(request)?.title == nil)
    #expect(try await desk.ledger.verify().problems == [])
  }

  /// An index of texts can't give up single words: it is made anew.
  @Test func `what was erased is in no file, and a week later nothing of what expired`()
    async throws
  {
    let (desk, request, agents) = try await assignedRequest()
    _ = try await desk.ledger.importDirectory(Array(#"{"policy":{"retentionDays":30}}"#.utf8))
    let comment = agents[0].comment("Mon mot de passe est zyklotron.", on: request)
    agents[0].comment("Tambour xylophage.", on: request)
    try agents[0].act(.resolve, on: request)
    try await agents[0].sync()
    let reader = try await desk.person("ada")
    func found(_ word: String) async throws -> Int {
      try await desk.ledger.search([word], as: reader).count
    }
    #expect(try await [found("zyklotron"), found("xylophage")] == [1, 1])
    #expect(try desk.filesContaining("yklotron") != [])
    #expect(try await desk.ledger.erase([comment]) == 1)
    #expect(try desk.filesContaining("yklotron") == [])
    #expect(try await [found("zyklotron"), found("xylophage")] == [0, 1])
    desk.clock.advance(days: 21)
    _ = try await desk.ledger.runTimers()
    desk.clock.advance(days: 31)
    #expect(try await desk.ledger.eraseExpired() == 1)
    #expect(try await found("xylophage") == 0)
    desk.clock.advance(days: 7)
    while try await desk.ledger.advanceSearch() {}
    #expect(try desk.filesContaining("ylophage") == [])
    #expect(try await desk.ledger.verify().problems == [])
  }

  @Test func `without a retention nothing is ever erased`() async throws {
    let (desk, request, agents) = try await assignedRequest()
    try agents[0].act(.resolve, on: request)
    try await agents[0].sync()
    desk.clock.advance(days: 21)
    _ = try await desk.ledger.runTimers()
    desk.clock.advance(days: 10_000)
    #expect(try await desk.ledger.eraseExpired() == 0)
  }
}

extension Desk {
  /// Which of the ledger's files hold a word, whatever its case; an index keeps one without its
  /// beginning.
  fileprivate func filesContaining(_ word: String) throws -> [String] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    return names.filter { name in
      let bytes = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
      return Data(bytes.map { $0 | 0x20 }).range(of: Data(word.utf8)) != nil
    }
  }
}
