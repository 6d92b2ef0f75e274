import EscaleCore
import Foundation
import Ledger
import Seals
import SyncProtocol
import Testing

/// A ledger put back to a copy of its files gives the number of a device to another one, before the
/// first comes back.
struct NumberGivenAgainTests {
  private struct Scene {
    let desk: Desk
    /// She joined after the copy, and wrote something that amelie was shown.
    let claire: Device
    let papers: BundleSender
    let written: Change
    let amelie: Device
    let answer: SyncAnswer
    /// The ledger that goes on from the copy, and who has claire's number there.
    let restored: DeskLedger
    let other: EnrolAnswer

    init(other name: String = "claire") async throws {
      desk = try await Desk()
      amelie = try await desk.device(of: "amelie")
      try await amelie.sync()
      let copy = NSTemporaryDirectory() + "copied-\(UUID().uuidString)"
      try FileManager.default.copyItem(atPath: desk.folder, toPath: copy)
      claire = try await desk.device(of: "claire")
      _ = try await claire.create()
      written = claire.pending[0]
      try await claire.sync()
      papers = try await claire.credential()
      answer = try await desk.ledger.sync(amelie.request(), token: amelie.token)
      restored = try await DeskLedger.open(
        at: copy, surroundings: Desk.surroundings(desk.clock, seed: 5))
      let invite = try await restored.invite(name)
      other = try await restored.enrol(
        EnrolRequest(
          user: name, credential: .invite(invite.code),
          verifyingKey: SigningKey().verifyingKey.bytes, deviceName: "another"), client: "test")
    }

    var receipt: SignedHead {
      SignedHead(
        head: answer.head,
        digest: Hash.sha256(answer.deliveredBytes(hashes: answer.entries.map(\.change.hash))),
        signature: answer.receipt)
    }

    /// That nothing comes of a message, with a token of whoever sends it.
    func expectRefusal(
      _ request: RecoverRequest, token: String, _ error: LedgerError = .unknownToken
    ) async throws {
      let before = try await (restored.head(), restored.replicas())
      await #expect(throws: error) {
        try await restored.recover(request, token: token)
      }
      #expect(try await restored.head() == before.0)
      #expect(try await restored.replicas() == before.1)
    }

    func renewal() -> RenewRequest {
      RenewRequest(
        verifyingKey: SigningKey().verifyingKey.bytes, deviceName: "claire's",
        pending: [.init(sequence: written.id.sequence, hash: written.hash)])
    }
  }

  @Test(arguments: ["claire", "bruno"])
  func `who comes back is given another number, in a new epoch`(name: String) async throws {
    let scene = try await Scene(other: name)
    let (ledger, claire) = (scene.restored, scene.claire)
    #expect(scene.other.replica == claire.replica)
    let request = claire.returning(with: scene.papers)
    let answer = try await ledger.recover(request, token: claire.token)
    #expect(answer.head.epoch > 1)
    #expect(answer.sequence == 0)
    // Repeating it gives the same, and nobody else.
    let replicas = try await ledger.replicas()
    #expect(try await ledger.recover(request, token: claire.token) == answer)
    #expect(try await ledger.replicas() == replicas)
    // The number stays whose it is now.
    let holder = try #require(replicas.first { $0.id == scene.other.replica })
    #expect(holder.device == "another")
    await #expect(throws: LedgerError.foreignChange(claire.replica)) {
      try await ledger.sync(claire.request(), token: claire.token)
    }
    let renewed = try await ledger.renew(scene.renewal(), token: claire.token)
    #expect(renewed.held.isEmpty)
    #expect(renewed.enrolment.person == claire.person)
    #expect(renewed.enrolment.replica > scene.other.replica)
    #expect(try await ledger.verify().problems.isEmpty)
  }

  @Test func `what came back before her stays hers, under its number`() async throws {
    let scene = try await Scene()
    let (ledger, claire) = (scene.restored, scene.claire)
    _ = try await ledger.recover(
      scene.amelie.returning(
        with: try await scene.amelie.credential(), receipt: scene.receipt),
      token: scene.amelie.token)
    let digested = scene.answer.deliveredBytes(hashes: scene.answer.entries.map(\.change.hash))
    let items = scene.answer.entries.map {
      ReturnRequest.Item(change: $0.change, receivedAt: $0.receivedAt)
    }
    let back = ReturnRequest(
      ledger: ledger.id, receipt: scene.receipt, delivered: digested, items: items)
    #expect(try await ledger.takeBack(back, token: scene.amelie.token).taken == 1)
    _ = try await ledger.recover(claire.returning(with: scene.papers), token: claire.token)
    let renewed = try await ledger.renew(scene.renewal(), token: claire.token)
    #expect(renewed.held.map(\.sequence) == [scene.written.id.sequence])
    let entry = try await ledger.entries(after: .start).first { $0.change.id == scene.written.id }
    #expect(entry?.change.header.author == claire.person)
  }

  @Test func `one word of the server serves one device, and only whoever has its key`() async throws
  {
    let scene = try await Scene()
    let claire = scene.claire
    try await scene.expectRefusal(
      claire.returning(with: scene.papers, signedBy: SigningKey()), token: claire.token)
    var stolen = scene.papers
    stolen.verifyingKey = SigningKey().verifyingKey.bytes
    try await scene.expectRefusal(claire.returning(with: stolen), token: claire.token)
    var another = scene.papers
    another.replica = ReplicaID(rawValue: scene.papers.replica.rawValue + 1)
    try await scene.expectRefusal(claire.returning(with: another), token: claire.token)
    await #expect(throws: LedgerError.foreignChange(claire.replica)) {
      try await scene.restored.recover(
        claire.returning(with: scene.papers, token: scene.amelie.token), token: scene.amelie.token)
    }
    // What she signed for one token is nothing for another.
    try await scene.expectRefusal(claire.returning(with: scene.papers), token: "another")
    _ = try await scene.restored.recover(
      claire.returning(with: scene.papers), token: claire.token)
    try await scene.expectRefusal(
      claire.returning(with: scene.papers, token: "another"), token: "another")
  }

  @Test func `nobody comes back who was shut out`() async throws {
    let revoked = try await Scene()
    try await revoked.restored.revoke(revoked.other.replica)
    try await revoked.expectRefusal(
      revoked.claire.returning(with: revoked.papers), token: revoked.claire.token)
    let disabled = try await Scene(other: "bruno")
    try await disabled.restored.disable("claire")
    try await disabled.expectRefusal(
      disabled.claire.returning(with: disabled.papers), token: disabled.claire.token, .revoked)
  }

  @Test func `whose number nobody has any more keeps it, in a new epoch`() async throws {
    let scene = try await Scene()
    let late = try await scene.desk.device(of: "bruno")
    let papers = try await late.credential()
    let answer = try await scene.restored.recover(
      late.returning(with: papers), token: late.token)
    #expect(answer.head.epoch > 1)
    let replicas = try await scene.restored.replicas()
    #expect(replicas.contains { $0.id == late.replica && $0.owner == late.person })
  }
}
