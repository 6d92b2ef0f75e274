import EscaleCore
import GRDB
import Replica
import ReplicaStore
import Seals
import SyncProtocol
import Testing

/// What a replica does with an answer that isn't what it should be, and with damage of its own.
struct AnswerTests {
  /// A server that answers one thing, whatever it is asked, signed with a key of its own.
  private struct Impostor: SyncConnection {
    let answer: SyncAnswer

    func call(
      _ endpoint: Endpoint, body: [UInt8], token: String?
    ) async throws(ConnectionFailure) -> Reply {
      var answer = answer
      if let ledger = LedgerID(bytes: Array(repeating: 7, count: LedgerID.byteCount)) {
        let digest = Hash.sha256(answer.deliveredBytes(hashes: []))
        let statement = answer.statement(ledger: ledger, digest: digest)
        answer.receipt = SigningKey().signature(of: Hash.sha256(statement)) ?? []
      }
      return Reply(body: answer.bytes, bytesSent: 0, bytesReceived: 0)
    }
  }

  private var answer: SyncAnswer {
    let position = Position(rawValue: 40)
    return SyncAnswer(
      head: Head(epoch: 1, position: position, link: .zero), cursor: Cursor(position: position),
      clock: Laptop.start)
  }

  @Test func `an answer that the replica's server didn't sign is refused`() async throws {
    let laptop = try Laptop()
    let before = try laptop.replica.identity()
    await #expect(throws: SyncFault.wrongReceipt) {
      try await laptop.replica.sync(over: Impostor(answer: answer))
    }
    let after = try laptop.replica.identity()
    #expect(after.cursor == before.cursor && after.head == before.head)
  }

  @Test func `damage is found before it is passed on`() async throws {
    let laptop = try Laptop()
    let ref = try laptop.newRequest().ref
    try await DatabaseQueue(path: laptop.path).write {
      try $0.execute(sql: "UPDATE change SET payload = x'a1004808080808080808ff'")
    }
    await #expect(throws: ReplicaFault.damagedChain(ref)) {
      try await laptop.replica.sync(over: Impostor(answer: answer))
    }
  }
}
