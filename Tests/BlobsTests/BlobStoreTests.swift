import Blobs
import EscaleCore
import Seals
import Testing

struct BlobStoreTests {
  @Test(arguments: [0, 1, 999, 1_000, 1_001, 600_000])
  func `what goes in comes out, under its hash`(count: Int) throws {
    let folder = StoreFolder()
    let bytes = noise(count)
    let stored = try folder.store(bytes)
    #expect(stored.blob == Hash.sha256(bytes))
    #expect(stored.byteCount == UInt64(count))
    let reader = try folder.reopened().open(stored.blob)
    #expect(try reader.bytes() == bytes)
    #expect(reader.byteCount == Int64(count))
  }

  @Test func `the same bytes are stored once, for their owner alone`() throws {
    let folder = StoreFolder()
    let blob = try folder.store(noise(5_000)).blob
    try folder.store(noise(5_000), by: 77)
    #expect(folder.files == ["\(blob.bytes.prefix(1).hexadecimal)/\(blob)"])
    #expect(try folder.mode(folder.file(blob)) == 0o600)
    #expect(try folder.mode(folder.path) == 0o700)
    #expect(folder.store.blobs() == [blob])
  }

  @Test func `what isn't finished leaves nothing`() throws {
    let folder = StoreFolder()
    do {
      let writer = try folder.store.writer(byteLimit: 100)
      try writer.write(noise(50))
    }
    #expect(folder.files == [])
  }

  @Test func `more than the limit is refused, and the limit named`() throws {
    let folder = StoreFolder()
    let writer = try folder.store.writer(byteLimit: 100)
    try writer.write(noise(100))
    #expect(throws: BlobFault.tooLong(byteLimit: 100)) { try writer.write([1]) }
  }

  @Test func `a blob can be read from anywhere`() throws {
    let folder = StoreFolder()
    let bytes = noise(10_000)
    let reader = try folder.store.open(try folder.store(bytes).blob)
    #expect(try reader.read(at: 9_990, count: 100) == Array(bytes[9_990...]))
    #expect(try reader.read(at: 500, count: 3) == Array(bytes[500..<503]))
    #expect(try reader.read(at: 10_000, count: 1) == [])
    #expect(try reader.read(at: -1, count: 1) == [])
  }

  @Test func `a reader outlives the removal of its blob`() throws {
    let folder = StoreFolder()
    let bytes = noise(1_000)
    let blob = try folder.store(bytes).blob
    let reader = try folder.store.open(blob)
    folder.store.remove(blob)
    #expect(!folder.store.contains(blob))
    #expect(try reader.bytes() == bytes)
  }

  @Test func `what isn't there is absent`() throws {
    let folder = StoreFolder()
    let blob = Hash.sha256([1])
    #expect(throws: BlobFault.absent(blob)) { try folder.store.open(blob) }
    #expect(folder.store.blobs() == [])
    #expect(folder.store.parts() == [])
  }

  @Test func `damage is found before a byte is handed out, and put aside`() throws {
    let folder = StoreFolder()
    let bytes = noise(1_000)
    let blob = try folder.store(bytes).blob
    _ = try folder.store.open(blob)
    try folder.damage(blob)
    #expect(try !folder.store.isSound(blob))
    #expect(throws: BlobFault.damaged(blob)) { try folder.store.open(blob) }
    #expect(!folder.store.contains(blob))
    #expect(folder.files == ["damaged/\(blob)"])
    try folder.store(bytes)
    #expect(try folder.store.open(blob).bytes() == bytes)
  }
}
