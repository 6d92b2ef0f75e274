import EscaleCore
import TestSupport
import Testing

struct PayloadTests {
  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a payload reads back as it was written, byte for byte`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<50 {
      let payload = RandomChange.payload(&random)
      let read = try Payload(bytes: payload.bytes)
      #expect(read == payload && read.bytes == payload.bytes, "seed \(seed)")
    }
  }

  @Test func `a payload starts with eight random bytes`() throws {
    #expect(throws: CBORError.invalidField) {
      try Payload(bytes: Payload(nonce: [1, 2, 3]).bytes)
    }
    #expect(throws: CBORError.invalidField) { try Payload(bytes: [0xA0]) }
  }

  @Test func `keys of a later version are read over`() throws {
    let payload = Payload(nonce: [1, 2, 3, 4, 5, 6, 7, 8])
    let bytes = [0xA2] + payload.bytes.dropFirst() + [0x09, 0x61, 0x61]
    #expect(try Payload(bytes: bytes) == payload)
  }

  @Test func `texts that differ in bytes alone stay two`() throws {
    let fields: [FieldKey: String] = [.title: "caf\u{E9}", .location: "cafe\u{301}"]
    let read = try Payload(
      bytes: Payload(nonce: .init(repeating: 0, count: 8), fields: fields).bytes)
    #expect(read[.title]?.utf8.count == 5)
    #expect(read[.location]?.utf8.count == 6)
  }

  @Test func `fields are in the order of their keys`() throws {
    let fields: [FieldKey: String] = [.urgency: "b", .title: "a", .impact: "c", .form("a"): "d"]
    let payload = Payload(nonce: [], fields: fields)
    #expect(payload.fields.map(\.key.rawValue) == ["title", "form.a", "impact", "urgency"])
  }

  @Test func `fields out of order, or twice, are refused`() {
    let nonce: [UInt8] = [0x00, 0x48, 1, 2, 3, 4, 5, 6, 7, 8]
    for keys in [[0x62, 0x61], [0x61, 0x61]] as [[UInt8]] {
      let fields: [UInt8] = [0x02, 0xA2] + keys.flatMap { [0x61, $0, 0x60] as [UInt8] }
      #expect(throws: CBORError.notDeterministic) { try Payload(bytes: [0xA2] + nonce + fields) }
    }
  }

  @Test func `a text beyond its limit is refused`() throws {
    let nonce = [UInt8](repeating: 0, count: Payload.nonceByteCount)
    let longest = String(repeating: "a", count: Payload.textByteLimit)
    #expect(try Payload(bytes: Payload(nonce: nonce, text: longest).bytes).text == longest)
    #expect(throws: CBORError.beyondLimit) {
      try Payload(bytes: Payload(nonce: nonce, text: longest + "a").bytes)
    }
  }

  @Test func `a payload beyond its limit isn't read`() {
    let bytes = [UInt8](repeating: 0, count: Payload.byteLimit + 1)
    #expect(throws: CBORError.beyondLimit) { try Payload(bytes: bytes) }
  }

  @Test func `a payload that can't be read makes no change`() {
    let header = Header(
      id: ChangeID(replica: .server, sequence: 1), request: ChangeID(replica: .server, sequence: 1),
      context: Context(), author: .system, authoredAt: 0, acknowledged: .start, body: .void)
    #expect(throws: CBORError.self) {
      try Change(headerBytes: header.bytes, payload: .present([0xFF]))
    }
  }
}
