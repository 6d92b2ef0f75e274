import EscaleCore
import TestSupport
import Testing

struct HeaderTests {
  private let create = ChangeID(replica: ReplicaID(rawValue: 243), sequence: 12)

  private var comment: Header {
    Header(
      id: ChangeID(replica: ReplicaID(rawValue: 243), sequence: 13), request: create,
      context: Context([create]), author: Cast.claire.number, authoredAt: 1, acknowledged: .start,
      body: .comment(Comment(isPrivate: false)))
  }

  /// The comment's header with some keys set anew: what a later or a careless writer would send.
  private func bytes(
    without removed: Set<UInt64> = [], with added: [UInt64: [UInt8]] = [:]
  ) throws -> [UInt8] {
    var reader = CBORReader(comment.bytes)
    var parts = added
    try reader.keyedMap { (reader, key) throws(CBORError) in
      let value = try reader.rawItem()
      if parts[key] == nil, !removed.contains(key) { parts[key] = value }
    }
    var writer = CBORWriter()
    writer.map(count: parts.count)
    for part in parts.sorted(by: { $0.key < $1.key }) {
      writer.key(part.key)
      writer.raw(part.value)
    }
    return writer.bytes
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `a header reads back as it was written, byte for byte`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<100 {
      let header = RandomChange.header(&random)
      let read = try Header(bytes: header.bytes)
      #expect(read == header, "seed \(seed)")
      #expect(read.bytes == header.bytes, "seed \(seed)")
    }
  }

  @Test func `keys of a later version are read over, and their bytes kept`() throws {
    let bytes = try bytes(with: [19: [0x82, 0x01, 0x61, 0x61], 60: [0xF6]])
    let change = try Change(headerBytes: bytes, payload: .erased(.zero))
    #expect(change.header == comment)
    #expect(change.headerBytes == bytes)
  }

  @Test func `a kind of a later version survives, its bytes too`() throws {
    let bytes = try bytes(with: [7: [0x18, 0xC8]])
    let change = try Change(headerBytes: bytes, payload: .erased(.zero))
    #expect(change.header.kind == .unknown(200))
    #expect(change.headerBytes == bytes)
  }

  @Test(arguments: [0, 1, 2, 4, 5, 6, 7] as [UInt64])
  func `a header without what every header has is refused`(key: UInt64) throws {
    let bytes = try bytes(without: [key])
    #expect(throws: CBORError.invalidField) { try Header(bytes: bytes) }
  }

  @Test(arguments: [0, 1] as [UInt64])
  func `replica and sequence count from one`(key: UInt64) throws {
    let bytes = try bytes(with: [key: [0x00]])
    #expect(throws: CBORError.invalidField) { try Header(bytes: bytes) }
  }

  @Test func `a creation that has seen something is refused`() throws {
    let creation: [UInt64: [UInt8]] = [7: [0x01], 13: [0x0A], 16: [0x82, 0x61, 0x61, 0x01]]
    #expect(throws: CBORError.invalidField) {
      try Header(bytes: bytes(without: [2], with: creation))
    }
    #expect(try Header(bytes: bytes(without: [2, 3], with: creation)).kind == .create)
  }

  @Test func `a change of a request that its replica has yet to create is refused`() {
    var header = comment
    header.id = ChangeID(replica: create.replica, sequence: create.sequence - 1)
    #expect(throws: CBORError.invalidField) { try Header(bytes: header.bytes) }
  }

  @Test func `a creation that names another request is refused`() throws {
    let bytes = try bytes(
      without: [3], with: [7: [0x01], 13: [0x0A], 16: [0x82, 0x61, 0x61, 0x01]])
    #expect(throws: CBORError.invalidField) { try Header(bytes: bytes) }
  }

  @Test(
    arguments: [
      (2, []), (2, [8]), (1, [13]), (4, []), (5, []),
    ] as [(UInt8, [UInt64])])
  func `a kind without what it is about is refused`(kind: UInt8, keys: [UInt64]) throws {
    var parts: [UInt64: [UInt8]] = [7: [kind]]
    for key in keys { parts[key] = key == 8 ? [0x61, 0x61] : [0x01] }
    let bytes = try bytes(without: kind == 1 ? [2, 3] : [], with: parts)
    #expect(throws: CBORError.invalidField) { try Header(bytes: bytes) }
  }

  @Test func `an edit's keys ascend`() throws {
    let bytes = try bytes(with: [7: [0x04], 15: [0x82, 0x61, 0x62, 0x61, 0x61]])
    #expect(throws: CBORError.notDeterministic) { try Header(bytes: bytes) }
  }

  @Test func `a context's replicas ascend`() throws {
    let bytes = try bytes(with: [3: [0xA2, 0x02, 0x01, 0x01, 0x01]])
    #expect(throws: CBORError.notDeterministic) { try Header(bytes: bytes) }
  }

  @Test func `a header beyond its limit is refused`() throws {
    let long = [0x59, 0x40, 0x00] + [UInt8](repeating: 0, count: Header.byteLimit)
    #expect(throws: CBORError.beyondLimit) { try Header(bytes: bytes(with: [60: long])) }
  }

  @Test func `bytes after a header are refused`() throws {
    #expect(throws: CBORError.trailingBytes) { try Header(bytes: comment.bytes + [0]) }
  }
}
