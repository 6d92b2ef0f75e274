import Gzip
import Testing

@Suite struct GzipTests {
  @Test(arguments: [0, 1, 2, 199, 65_535, 65_536, 65_537, 300_000], [0, 1, 6, 9])
  func `what was compressed comes back byte for byte`(count: Int, level: Int) throws {
    let bytes = Sample.bytes(count: count, seed: UInt64(count + level))
    let compressed = Gzip.compress(bytes, level: level)
    #expect(try Gzip.decompress(compressed, byteLimit: count) == bytes)
  }

  @Test func `a body of zeros beyond the limit is refused`() {
    let bomb = Gzip.compress([UInt8](repeating: 0, count: 64 << 20))
    #expect(bomb.count < 1 << 20)
    #expect(throws: GzipFailure.tooLarge(byteLimit: 1 << 20)) {
      try Gzip.decompress(bomb, byteLimit: 1 << 20)
    }
  }

  @Test func `a body of exactly the limit is accepted and one byte more is not`() throws {
    let compressed = Gzip.compress(Sample.bytes(count: 70_000, seed: 1))
    #expect(try Gzip.decompress(compressed, byteLimit: 70_000).count == 70_000)
    #expect(throws: GzipFailure.tooLarge(byteLimit: 69_999)) {
      try Gzip.decompress(compressed, byteLimit: 69_999)
    }
  }

  @Test func `every beginning of a member is truncated`() {
    let compressed = Gzip.compress(Sample.bytes(count: 500, seed: 2))
    for count in compressed.indices {
      #expect(throws: GzipFailure.truncated) {
        try Gzip.decompress(Array(compressed[..<count]), byteLimit: 1000)
      }
    }
  }

  @Test func `a flipped bit is a failure or changes nothing but the frame`() throws {
    let bytes = Sample.bytes(count: 500, seed: 3)
    let compressed = Gzip.compress(bytes)
    for index in compressed.indices {
      for bit in 0..<8 {
        var damaged = compressed
        damaged[index] ^= 1 << bit
        let result = try? Gzip.decompress(damaged, byteLimit: 1 << 20)
        #expect(result == nil || result == bytes, "byte \(index), bit \(bit)")
      }
    }
  }

  @Test(arguments: 0..<500) func `random bytes are refused`(seed: UInt64) {
    #expect(throws: GzipFailure.self) {
      try Gzip.decompress(Sample.noise(count: 100, seed: seed), byteLimit: 1 << 20)
    }
  }

  @Test func `one body is one member and nothing after it`() {
    let member = Gzip.compress([1, 2, 3])
    #expect(throws: GzipFailure.trailingBytes) {
      try Gzip.decompress(member + member, byteLimit: 100)
    }
    #expect(throws: GzipFailure.trailingBytes) { try Gzip.decompress(member + [0], byteLimit: 100) }
  }
}
