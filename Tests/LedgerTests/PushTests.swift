import EscaleCore
import Ledger
import Seals
import SyncProtocol
import Testing

@Suite struct PushTests {
  @Test func `a new request is applied and lies in the team's hands`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let request = try await claire.create()
    try await claire.sync()
    #expect(claire.verdicts[request] == .applied)
    let row = try #require(try await desk.ledger.request(request))
    #expect(row.state == .dispatched)
    #expect(row.title == "Plus de réseau")
    #expect(try await desk.ledger.verify().problems == [])
  }

  @Test func `sending the same push again changes nothing and gives the same verdicts`()
    async throws
  {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let request = try await claire.create()
    claire.comment("Toujours rien.", on: request)
    let first = try await claire.exchange()
    let second = try await claire.exchange()
    #expect(first.results == second.results)
    #expect(first.head == second.head)
    claire.apply(second)
    #expect(claire.pending.isEmpty)
  }

  @Test func `a copy of a device is noticed when the second one sends`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let request = try await claire.create()
    try await claire.sync()
    let copy = Device(copyOf: claire)
    claire.comment("De l'un.", on: request)
    copy.comment("De l'autre.", on: request)
    try await claire.sync()
    let problem = await #expect(throws: Problem.self) { try await copy.sync() }
    #expect(problem?.code == "sync.forked")
    #expect(problem?.status == 409)
  }

  @Test func `a copy that has nothing to send is noticed by the sequences it lacks`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let copy = Device(copyOf: claire)
    try await claire.create()
    try await claire.sync()
    let problem = await #expect(throws: Problem.self) { try await copy.sync() }
    #expect(problem?.code == "sync.forked")
  }

  @Test func `a backup that acknowledges less than before is noticed`() async throws {
    let desk = try await Desk()
    let bruno = try await desk.device(of: "bruno")
    try await bruno.sync()
    let backup = Device(copyOf: bruno)
    let claire = try await desk.device(of: "claire")
    try await claire.create()
    try await claire.sync()
    try await bruno.sync()
    try await bruno.sync()
    let problem = await #expect(throws: Problem.self) { try await backup.sync() }
    #expect(problem?.code == "sync.forked")
  }

  @Test func `a fork goes on under a new id and learns what the ledger has`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let request = try await claire.create()
    try await claire.sync()
    let copy = Device(copyOf: claire)
    claire.comment("De l'un.", on: request)
    copy.comment("De l'autre.", on: request)
    try await claire.sync()
    let both = [claire.own[1], copy.own[1]].map {
      RenewRequest.PendingHash(sequence: 2, hash: $0.hash)
    }
    let answer = try await desk.ledger.renew(
      RenewRequest(
        verifyingKey: SigningKey().verifyingKey.bytes, deviceName: "copy", pending: both),
      token: copy.token)
    #expect(answer.held.map(\.sequence) == [2])
    #expect(answer.enrolment.replica > claire.replica)
    try await claire.sync()
  }

  @Test func `a gap in the sequence is refused as a whole`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let request = try await claire.create()
    claire.comment("Toujours rien.", on: request)
    let error = await #expect(throws: LedgerError.self) {
      try await desk.ledger.sync(
        claire.request(changes: [claire.own[1]]), token: claire.token)
    }
    #expect(error == .sequenceGap(expected: 1, found: 2))
    #expect(try await desk.ledger.counts().entries == 0)
  }

  @Test func `a signature that doesn't fit is refused as a whole`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    try await claire.create()
    var request = claire.request()
    request.checkpoint?.signature[5] ^= 1
    let error = await #expect(throws: LedgerError.self) {
      try await desk.ledger.sync(request, token: claire.token)
    }
    #expect(error == .wrongCheckpoint)
    #expect(try await desk.ledger.counts().entries == 0)
  }

  @Test func `a change for another replica is refused as a whole`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let denis = try await desk.device(of: "denis")
    try await denis.create()
    claire.remember(denis.own[0])
    let error = await #expect(throws: LedgerError.self) {
      try await desk.ledger.sync(claire.request(), token: claire.token)
    }
    #expect(error == .foreignChange(denis.replica))
  }

  @Test func `another ledger's replica is turned away`() async throws {
    let desk = try await Desk()
    let other = try await Desk(seed: 99)
    let claire = try await desk.device(of: "claire")
    var request = claire.request()
    request.ledger = other.ledger.id
    let error = await #expect(throws: LedgerError.self) {
      try await desk.ledger.sync(request, token: claire.token)
    }
    #expect(error == .wrongLedger)
  }

  @Test func `a head that the ledger never had is told`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    try await claire.sync()
    var request = claire.request()
    request.head?.link = .zero
    let error = await #expect(throws: LedgerError.self) {
      try await desk.ledger.sync(request, token: claire.token)
    }
    #expect(error == .otherHistory(Position(rawValue: 1)))
  }

  @Test func `a change that rests on something missing waits and delays no other`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let unknown = ChangeID(replica: ReplicaID(rawValue: 77), sequence: 5)
    let first = try await claire.create()
    let waiting = claire.make(
      .comment(Comment(isPrivate: false)), on: first, text: "Vu.",
      context: Context([first, unknown]))
    let later = try await claire.create(title: "Autre chose")
    let answer = try await claire.exchange()
    claire.apply(answer)
    #expect(answer.results[1].ruling == .missing([unknown]))
    #expect(claire.verdicts[later] == .applied)
    #expect(claire.pending.map(\.id) == [waiting, later])
    let again = try await claire.exchange()
    #expect(again.results.map(\.sequence) == [2, 3])
    #expect(try await desk.ledger.verify().problems == [])
  }

  @Test func `bytes that are no message are refused with their status`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let problem = await #expect(throws: Problem.self) {
      try await desk.ledger.answer(
        .sync, body: [0xFF, 0x00], token: claire.token, client: "test")
    }
    #expect(problem?.status == 400)
    #expect(problem?.code == "sync.malformed")
  }

  @Test func `an unknown token is told so`() async throws {
    let desk = try await Desk()
    let claire = try await desk.device(of: "claire")
    let problem = await #expect(throws: Problem.self) {
      try await desk.ledger.answer(
        .sync, body: claire.request().bytes, token: "nobody", client: "test")
    }
    #expect(problem?.status == 401)
  }
}
