import EscaleCore
import Foundation
import Ledger
import Seals
import SyncProtocol
import Testing

/// A ledger put back to a backup, and those who come to it with true and with false papers.
struct RestorationTests {
  /// A desk with a request, a backup of it, and what followed: claire's comment, shown to amelie.
  private struct Scene {
    let desk: Desk
    let claire: Device
    let amelie: Device
    let comment: ChangeID
    /// What amelie was shown after the backup.
    let answer: SyncAnswer
    /// The ledger that goes on from the backup.
    let restored: DeskLedger

    init() async throws {
      desk = try await Desk()
      claire = try await desk.device(of: "claire")
      amelie = try await desk.device(of: "amelie")
      let request = try await claire.create()
      try await claire.sync()
      try await amelie.sync()
      let copy = NSTemporaryDirectory() + "restored-\(UUID().uuidString)"
      try await desk.ledger.backup(intoFolder: copy)
      comment = claire.comment("Toujours rien.", on: request)
      try await claire.sync()
      answer = try await desk.ledger.sync(amelie.request(), token: amelie.token)
      restored = try await DeskLedger.open(
        at: copy, surroundings: Desk.surroundings(desk.clock, seed: 3))
    }

    var receipt: SignedHead {
      let digest = Hash.sha256(delivered)
      return SignedHead(head: answer.head, digest: digest, signature: answer.receipt)
    }

    var delivered: [UInt8] {
      answer.deliveredBytes(hashes: answer.entries.map(\.change.hash))
    }

    var handedBack: ReturnRequest {
      ReturnRequest(
        ledger: desk.ledger.id, receipt: receipt, delivered: delivered,
        items: answer.entries.map { .init(change: $0.change, receivedAt: $0.receivedAt) })
    }
  }

  @Test func `a backup that is served goes on beyond everything that was given`() async throws {
    let scene = try await Scene()
    let before = try await scene.desk.ledger.head()
    #expect(try await scene.restored.resume() == before.position.former)
    #expect(try await scene.restored.resume() == nil)
    let head = try await scene.restored.head()
    #expect(head.epoch == head.position.rawValue)
    #expect(head.position > before.position)
    #expect(try await scene.restored.verify().problems.isEmpty)
    let replicas = try await scene.restored.replicas()
    #expect(replicas.filter(\.id.isServers).count == 2)
  }

  @Test(arguments: [false, true])
  func `whoever is new after a backup gets no number that was lost`(resumes: Bool) async throws {
    let scene = try await Scene()
    let lost = try await scene.desk.ledger.addAnouk()
    if resumes { _ = try await scene.restored.resume() }
    let first = try await scene.restored.addAnouk()
    #expect(first > lost)
    #expect(first.rawValue >= 1 << 16)
    #expect(try await scene.restored.directory().person(first)?.name == "anouk")
  }

  @Test func `what the server's own receipt covers is taken back once`() async throws {
    let scene = try await Scene()
    _ = try await scene.restored.resume()
    let token = scene.amelie.token
    #expect(try await scene.restored.takeBack(scene.handedBack, token: token).taken == 1)
    #expect(try await scene.restored.takeBack(scene.handedBack, token: token).taken == 0)
    let entries = try await scene.restored.entries(after: .start)
    #expect(entries.last?.change.id == scene.comment)
    #expect(try await scene.restored.verify().problems.isEmpty)
  }

  @Test func `what no receipt of this server covers is refused whole`() async throws {
    let scene = try await Scene()
    _ = try await scene.restored.resume()
    var forged = scene.handedBack
    forged.receipt.signature[0] ^= 1
    var other = scene.handedBack
    let header = scene.answer.entries[0].change.header
    other.items[0].change = Change(
      header: header, payload: Payload(nonce: [UInt8](repeating: 9, count: 8), text: "Autre chose.")
    )
    for message in [forged, other] {
      await #expect(throws: LedgerError.unprovenReturn) {
        try await scene.restored.takeBack(message, token: scene.amelie.token)
      }
    }
  }

  @Test func `a receipt that the ledger contradicts begins the epoch by itself`() async throws {
    let scene = try await Scene()
    let copy = NSTemporaryDirectory() + "copied-\(UUID().uuidString)"
    // A copy of files knows nothing of being one.
    let former = try await Desk()
    let lea = try await former.device(of: "claire")
    try FileManager.default.copyItem(atPath: former.folder, toPath: copy)
    _ = try await lea.create()
    try await lea.sync()
    let amelie = try await former.device(of: "amelie")
    let shown = try await former.ledger.sync(amelie.request(), token: amelie.token)
    let ledger = try await DeskLedger.open(
      at: copy, surroundings: Desk.surroundings(former.clock, seed: 4))
    var request = RecoverRequest(
      ledger: ledger.id, replica: lea.replica, shown: [],
      receipt: SignedHead(
        head: shown.head,
        digest: Hash.sha256(shown.deliveredBytes(hashes: shown.entries.map(\.change.hash))),
        signature: shown.receipt),
      sender: nil, possession: [])
    let answer = try await ledger.recover(request, token: lea.token)
    #expect(answer.head.epoch > 1)
    #expect(answer.kept == .start)
    // Somebody else's proves nothing.
    request.receipt = scene.receipt
    #expect(try await ledger.recover(request, token: lea.token).head == answer.head)
  }

  @Test func `nobody comes back as a device that isn't his`() async throws {
    let scene = try await Scene()
    let desk = scene.desk
    let bruno = try await desk.device(of: "bruno")
    let sender = try await bruno.credential()
    _ = try await scene.restored.resume()
    var stolen = sender
    stolen.verifyingKey = SigningKey().verifyingKey.bytes
    let wrong = [
      bruno.returning(with: sender, signedBy: SigningKey()), bruno.returning(with: stolen),
    ]
    for wrong in wrong {
      await #expect(throws: LedgerError.unknownToken) {
        try await scene.restored.recover(wrong, token: bruno.token)
      }
    }
    let right = bruno.returning(with: sender)
    #expect(try await scene.restored.recover(right, token: bruno.token).sequence == 0)
    await #expect(throws: LedgerError.unknownToken) {
      try await scene.restored.recover(right, token: "another")
    }
  }
}

extension Position {
  fileprivate var former: Position { Position(rawValue: rawValue - 1) }
}

extension DeskLedger {
  /// Adds somebody to the directory, under the next number.
  fileprivate func addAnouk() async throws -> PersonNumber {
    try await amendDirectory {
      try $0.addPerson(name: "anouk", fullName: "Anouk", roles: [])
    }
  }
}
