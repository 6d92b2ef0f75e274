import EscaleCore
import Seals
import SyncProtocol
import TestSupport
import Testing

struct RestorationMessageTests {
  private let receipt = SignedHead(
    head: Sample.head, digest: Sample.fingerprint(3), signature: Sample.signature)

  private var recovery: RecoverRequest {
    RecoverRequest(
      ledger: Sample.ledger, replica: Sample.replica,
      shown: [
        .init(position: Position(rawValue: 70_000), link: Sample.link),
        .init(position: Position(rawValue: 12), link: Sample.fingerprint(9)),
      ],
      receipt: receipt, sender: Sample.sender, possession: Sample.signature)
  }

  private var handedBack: ReturnRequest {
    let answer = Sample.answer
    return ReturnRequest(
      ledger: Sample.ledger, receipt: receipt, delivered: delivered,
      items: answer.entries.map { .init(change: $0.change, receivedAt: $0.receivedAt) })
  }

  private var delivered: [UInt8] {
    var answer = Sample.answer
    answer.erased = [Sample.create, Sample.assignment]
    return answer.deliveredBytes(hashes: answer.entries.map(\.change.hash))
  }

  @Test func `messages to a restored server read as they were written`() throws {
    #expect(try RecoverRequest(bytes: recovery.bytes) == recovery)
    var bare = recovery
    (bare.receipt, bare.sender, bare.shown) = (nil, nil, [])
    #expect(try RecoverRequest(bytes: bare.bytes) == bare)
    let answer = RecoverAnswer(head: Sample.head, kept: Position(rawValue: 12), sequence: 7)
    #expect(try RecoverAnswer(bytes: answer.bytes) == answer)
    #expect(try ReturnRequest(bytes: handedBack.bytes) == handedBack)
    let taken = ReturnAnswer(taken: 3, waiting: [0, 4])
    #expect(try ReturnAnswer(bytes: taken.bytes) == taken)
  }

  @Test func `what a receipt covers can be read back from its bytes`() throws {
    let read = try Delivered(bytes: delivered)
    let entries = Sample.answer.entries
    #expect(read.entries.map(\.position) == entries.map(\.position))
    #expect(read.entries.map(\.hash) == entries.map(\.change.hash))
    #expect(read.entries.map(\.outcome) == entries.map(\.verdict.outcome))
    #expect(read.erased == [Sample.create, Sample.assignment])
  }

  @Test func `messages that end too early are refused wherever they end`() {
    for length in 0..<recovery.bytes.count {
      #expect(throws: CBORError.self) {
        try RecoverRequest(bytes: Array(recovery.bytes.prefix(length)))
      }
    }
    for length in 0..<handedBack.bytes.count {
      #expect(throws: CBORError.self) {
        try ReturnRequest(bytes: Array(handedBack.bytes.prefix(length)))
      }
    }
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `damaged messages never trip a reader`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for original in [recovery.bytes, handedBack.bytes, delivered] {
      for _ in 0..<100 {
        var bytes = original
        for _ in 0..<random.number(1...4) {
          bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255))
        }
        _ = try? RecoverRequest(bytes: bytes)
        _ = try? RecoverAnswer(bytes: bytes)
        _ = try? ReturnRequest(bytes: bytes)
        _ = try? ReturnAnswer(bytes: bytes)
        _ = try? Delivered(bytes: bytes)
      }
    }
  }
}
