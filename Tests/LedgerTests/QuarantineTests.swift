import EscaleCore
import Ledger
import SyncProtocol
import Testing

/// What becomes of the work of somebody who is shut out.
@Suite struct QuarantineTests {
  /// A request that Bruno has; the server then shuts his device out, and he works on.
  private func shutOut() async throws -> (Desk, RequestID, Device, Device) {
    let (desk, request, agents) = try await dispatchedRequest()
    let (amelie, bruno) = (agents[0], agents[1])
    try bruno.act(.assign, on: request, agent: bruno.person)
    try await bruno.sync()
    try bruno.act(.resolve, on: request, text: "Câble changé.")
    bruno.comment("À surveiller.", on: request)
    return (desk, request, amelie, bruno)
  }

  private func handOver(_ desk: Desk, _ device: Device) async throws -> [Verdict] {
    let bytes = try await desk.ledger.answer(
      .handover, body: device.request().bytes, token: nil, client: "test")
    return try HandoverAnswer(bytes: bytes).results.compactMap { result in
      guard case .decided(_, let verdict, _) = result.ruling else { return nil }
      return verdict
    }
  }

  @Test(arguments: [true, false])
  func `the last work of whoever is shut out is quarantined`(isDevice: Bool) async throws {
    let (desk, request, _, bruno) = try await shutOut()
    if isDevice {
      try await desk.ledger.revoke(bruno.replica)
    } else {
      try await desk.ledger.disable("bruno")
    }
    await #expect(throws: Problem.self) { try await bruno.exchange() }
    let code: VerdictCode = isDevice ? .replicaRevoked : .accountInactive
    let quarantined = Verdict(.quarantined, code: code)
    #expect(try await handOver(desk, bruno) == [quarantined, quarantined])
    #expect(try await desk.ledger.request(request)?.state == .assigned)
    #expect(try await desk.ledger.quarantine().count == 2)
    #expect(try await desk.ledger.verify().problems == [])
  }

  @Test func `the hand-over may be repeated, and nothing added to it`() async throws {
    let (desk, request, _, bruno) = try await shutOut()
    try await desk.ledger.revoke(bruno.replica)
    let first = try await handOver(desk, bruno)
    #expect(try await handOver(desk, bruno) == first)
    bruno.comment("Encore.", on: request)
    await #expect(throws: Problem.self) { try await handOver(desk, bruno) }
    #expect(try await desk.ledger.quarantine().count == 2)
  }

  @Test func `who was let in again may hand over when he is shut out again`() async throws {
    let (desk, request, _, bruno) = try await shutOut()
    try await desk.ledger.disable("bruno")
    _ = try await handOver(desk, bruno)
    for isActive in [true, false] {
      try await desk.ledger.amendDirectory { draft in
        guard var person = draft.directory.person(named: "bruno") else { return }
        person.isActive = isActive
        draft.put(.person(person))
      }
      if isActive { try await bruno.sync() }
    }
    bruno.comment("Encore.", on: request)
    #expect(try await handOver(desk, bruno).map(\.outcome) == [.quarantined])
  }

  @Test func `nobody hands over who isn't shut out, nor for somebody else`() async throws {
    let (desk, _, amelie, bruno) = try await shutOut()
    await #expect(throws: Problem.self) { try await handOver(desk, bruno) }
    try await desk.ledger.revoke(bruno.replica)
    var forged = bruno.request()
    forged.checkpoint?.signature = amelie.checkpoint(upTo: 0).signature
    let bytes = forged.bytes
    await #expect(throws: Problem.self) {
      try await desk.ledger.answer(.handover, body: bytes, token: nil, client: "test")
    }
    #expect(try await desk.ledger.quarantine().isEmpty)
  }

  @Test func `what is adopted is said again, for its author`() async throws {
    let (desk, request, amelie, bruno) = try await shutOut()
    try await desk.ledger.revoke(bruno.replica)
    _ = try await handOver(desk, bruno)
    let resolve = try #require(bruno.pending.first).id
    let adopted = try await desk.ledger.adopt([resolve])
    #expect(adopted.map(\.verdict) == [.applied])
    #expect(try await desk.ledger.request(request)?.state == .resolved)
    try await amelie.sync()
    let change = amelie.changes(of: request).last?.change
    #expect(change?.header.author == bruno.person)
    #expect(change?.header.adopts == resolve)
    #expect(change?.readPayload?.text == "Câble changé.")
    #expect(try await desk.ledger.quarantine().count == 1)
    #expect(try await desk.ledger.verify().problems == [])
  }

  @Test func `what a disabled author wrote is adopted by the right that he had`() async throws {
    let (desk, request, _, bruno) = try await shutOut()
    try await desk.ledger.disable("bruno")
    _ = try await handOver(desk, bruno)
    let changes = try await desk.ledger.quarantine().map(\.change.id)
    let adopted = try await desk.ledger.adopt(changes)
    #expect(adopted.map(\.verdict) == [.applied, .applied])
    #expect(try await desk.ledger.request(request)?.state == .resolved)
    #expect(try await desk.ledger.quarantine().isEmpty)
  }

  @Test func `a creation is adopted with what rests on it, and keeps its reference`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    try await claire.sync()
    let request = try await claire.create()
    claire.comment("Vite !", on: request)
    try await desk.ledger.revoke(claire.replica)
    _ = try await handOver(desk, claire)
    let adopted = try await desk.ledger.adopt([request])
    #expect(adopted.map(\.verdict) == [.applied, .applied])
    let entries = try await desk.ledger.entries(of: adopted[0].request)
    #expect(entries.first?.change.header.reissues == request)
    #expect(entries.count == 2)
    #expect(try await desk.ledger.request(adopted[0].request)?.state == .dispatched)
    #expect(try await desk.ledger.verify().problems == [])
  }

  @Test func `what came meanwhile is stronger than what is adopted`() async throws {
    let (desk, request, amelie, bruno) = try await shutOut()
    try await desk.ledger.revoke(bruno.replica)
    _ = try await handOver(desk, bruno)
    try await amelie.sync()
    try amelie.act(.resolve, on: request)
    try await amelie.sync()
    let resolve = try #require(bruno.pending.first).id
    let adopted = try await desk.ledger.adopt([resolve])
    #expect(adopted.map(\.verdict.outcome) == [.denied])
    #expect(try await desk.ledger.request(request)?.state == .resolved)
  }

  @Test func `what is refused waits no longer, and nothing comes of it`() async throws {
    let (desk, request, _, bruno) = try await shutOut()
    try await desk.ledger.revoke(bruno.replica)
    _ = try await handOver(desk, bruno)
    let changes = try await desk.ledger.quarantine().map(\.change.id)
    try await desk.ledger.refuse(changes)
    #expect(try await desk.ledger.quarantine().isEmpty)
    #expect(try await desk.ledger.request(request)?.state == .assigned)
    await #expect(throws: LedgerError.notQuarantined(changes[0])) {
      try await desk.ledger.adopt([changes[0]])
    }
  }
}
