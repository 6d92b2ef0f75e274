import Gzip
import Testing

@Suite struct GzipReaderTests {
  @Test(arguments: [1, 7, 1000, 65_536, 1 << 20])
  func `a file of several members reads as one text, whatever the chunks`(size: Int) throws {
    let parts = (0..<3).map { Sample.bytes(count: 100_000, seed: $0) }
    let file = parts.flatMap { Gzip.compress($0) }
    var reader = GzipReader(byteLimit: 300_000, members: .many)
    var output: [UInt8] = []
    for start in stride(from: 0, to: file.count, by: size) {
      output += try reader.read(Array(file[start..<min(start + size, file.count)]))
    }
    try reader.finish()
    #expect(output == parts.flatMap { $0 })
  }

  @Test func `the limit counts all members together`() throws {
    let member = Gzip.compress(Sample.bytes(count: 1000, seed: 1))
    #expect(throws: GzipFailure.tooLarge(byteLimit: 1999)) {
      var reader = GzipReader(byteLimit: 1999, members: .many)
      _ = try reader.read(member + member)
    }
  }

  @Test func `garbage after a member of a file is malformed`() {
    #expect(throws: GzipFailure.malformed) {
      var reader = GzipReader(byteLimit: 1999, members: .many)
      _ = try reader.read(Gzip.compress([1, 2, 3]) + Array("garbage".utf8))
    }
  }

  @Test func `a file that ends within a member is truncated`() {
    #expect(throws: GzipFailure.truncated) {
      var reader = GzipReader(byteLimit: 1999, members: .many)
      _ = try reader.read(Gzip.compress([1, 2, 3]).dropLast())
      try reader.finish()
    }
  }

  @Test func `what follows a leading member is left to be read by somebody else`() throws {
    let bytes = Gzip.compress(Array("first".utf8)) + [1, 2, 3]
    var reader = GzipReader(byteLimit: 100, members: .leading)
    #expect(try reader.read(Array(bytes.prefix(4))).isEmpty)
    let wasAtEnd = reader.isAtEnd
    #expect(try reader.read(Array(bytes.dropFirst(4))) == Array("first".utf8))
    let (isAtEnd, unread) = (reader.isAtEnd, reader.unreadByteCount)
    #expect(!wasAtEnd && isAtEnd && unread == 3)
    try reader.finish()
  }
}
