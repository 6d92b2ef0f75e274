import EscaleCore
import SyncProtocol
import TestSupport
import Testing

/// Messages that were cut, damaged or made up: refused, and never more than that.
struct MessageDamageTests {
  private func readAll(_ bytes: [UInt8]) {
    _ = try? SyncRequest(bytes: bytes)
    _ = try? SyncAnswer(bytes: bytes)
    _ = try? EnrolRequest(bytes: bytes)
    _ = try? EnrolAnswer(bytes: bytes)
    _ = try? RenewRequest(bytes: bytes)
    _ = try? RenewAnswer(bytes: bytes)
    _ = try? HelloAnswer(bytes: bytes)
    _ = try? FetchRequest(bytes: bytes)
    _ = try? FetchAnswer(bytes: bytes)
    _ = try? BlobAsk(bytes: bytes)
    _ = try? BlobStandings(bytes: bytes)
    _ = try? BlobPut(bytes: bytes)
    _ = try? BlobGet(bytes: bytes)
    _ = try? BlobPieces(bytes: bytes)
    _ = Problem(jsonBytes: bytes, status: 400)
  }

  @Test func `a request that ends too early is refused wherever it ends`() {
    let bytes = Sample.push.bytes
    for length in 0..<bytes.count {
      #expect(throws: CBORError.self) { try SyncRequest(bytes: Array(bytes.prefix(length))) }
    }
  }

  @Test func `an answer that ends too early is refused wherever it ends`() {
    let bytes = Sample.answer.bytes
    for length in 0..<bytes.count {
      #expect(throws: CBORError.self) { try SyncAnswer(bytes: Array(bytes.prefix(length))) }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `damaged messages never trip a reader`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let originals = [
      Sample.push.bytes, Sample.answer.bytes, Sample.enrolment.bytes, Sample.blobAsk.bytes,
      Sample.blobStandings.bytes, Sample.blobPut.bytes, Sample.blobGet.bytes,
      Sample.blobPieces.bytes, Sample.pastSync.bytes, Sample.pastAnswer.bytes,
      Sample.fetch.bytes, FetchAnswer(standing: .here, answer: Sample.answer).bytes,
    ]
    for original in originals {
      for _ in 0..<100 {
        var bytes = original
        for _ in 0..<random.number(1...4) {
          bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255))
        }
        readAll(bytes)
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `random bytes never trip a reader`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<300 { readAll(random.bytes(random.number(0...80))) }
  }

  @Test func `what is read of a message is written as it came`() throws {
    #expect(try SyncRequest(bytes: Sample.push.bytes).bytes == Sample.push.bytes)
    #expect(try SyncAnswer(bytes: Sample.answer.bytes).bytes == Sample.answer.bytes)
  }

  @Test func `a change of a later version travels through a request byte for byte`() throws {
    var header = CBORWriter()
    let known = Sample.header(.comment(Comment(isPrivate: false))).bytes
    header.raw([known[0] + 1] + known.dropFirst())
    header.raw([0x18, 0x3C, 0x63, 0x6E, 0x65, 0x77])
    let change = try Change(headerBytes: header.bytes, payload: .present(Sample.payload.bytes))
    var request = Sample.firstSync
    request.changes = [change]
    #expect(try SyncRequest(bytes: request.bytes).changes.first?.headerBytes == header.bytes)
  }

  @Test func `more changes than one push may carry are refused`() {
    var request = Sample.firstSync
    request.changes = .init(repeating: Sample.erased, count: SyncRequest.changeLimit + 1)
    #expect(throws: CBORError.beyondLimit) { try SyncRequest(bytes: request.bytes) }
  }

  @Test func `headers and payloads come in pairs`() throws {
    var writer = CBORWriter()
    var reader = CBORReader(Sample.push.bytes)
    writer.map(count: 12)
    try reader.keyedMap { (reader, key) throws(CBORError) in
      let value = try reader.rawItem()
      writer.key(key)
      writer.raw(key == 7 ? [0x80] : value)
    }
    #expect(throws: CBORError.invalidField) { try SyncRequest(bytes: writer.bytes) }
  }

  @Test func `a time beyond its range is refused`() {
    var answer = Sample.emptyAnswer
    let change = Sample.erased
    answer.entries = [
      LedgerEntry(
        position: Position(rawValue: 1), change: change, verdict: .applied, receivedAt: .max),
      LedgerEntry(
        position: Position(rawValue: 2), change: change, verdict: .applied, receivedAt: .min),
    ]
    #expect(throws: CBORError.beyondLimit) { try SyncAnswer(bytes: answer.bytes) }
  }
}
