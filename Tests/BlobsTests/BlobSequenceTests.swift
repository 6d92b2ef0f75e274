import Blobs
import EscaleCore
import Seals
import TestSupport
import Testing

/// A blob that is read from its beginning to its end, and checked on the way.
struct BlobSequenceTests {
  private let bytes = noise(10_000)
  private var blob: Fingerprint { Hash.sha256(bytes) }

  @Test func `all of it comes, and counts as checked then`() throws {
    let folder = StoreFolder()
    try folder.store(bytes)
    #expect(try readAll(folder.store, by: 3_000) == bytes)
    #expect(try folder.store.read(blob, at: 5_000, count: 10) == Array(bytes[5_000..<5_010]))
    #expect(try folder.store.read(blob, at: 10_000, count: 10) == [])
  }

  @Test(arguments: [3_000, 5_000, 10_000, 20_000])
  func `the end of damaged bytes is never handed out`(count: Int) throws {
    let folder = StoreFolder()
    try folder.store(bytes)
    try folder.damage(blob)
    let store = folder.reopened()
    #expect(throws: BlobFault.damaged(blob)) { try readAll(store, by: count) }
    #expect(!store.contains(blob))
    #expect(folder.files == ["damaged/\(blob)"])
  }

  @Test(arguments: [1, 2_999, 3_001] as [Int64])
  func `what isn't read in its order is checked whole first`(place: Int64) throws {
    let folder = StoreFolder()
    try folder.store(bytes)
    try folder.damage(blob)
    _ = try folder.store.read(blob, at: 0, count: 3_000)
    #expect(throws: BlobFault.damaged(blob)) { try folder.store.read(blob, at: place, count: 10) }
  }

  @Test func `an empty one is checked too, and an absent one is absent`() throws {
    let folder = StoreFolder()
    let empty = try folder.store([]).blob
    #expect(try folder.reopened().read(empty, at: 0, count: 10) == [])
    #expect(throws: BlobFault.absent(blob)) { try folder.store.read(blob, at: 0, count: 1) }
  }

  private func readAll(_ store: BlobStore, by count: Int) throws -> [UInt8] {
    var read: [UInt8] = []
    while read.count < bytes.count {
      read += try store.read(blob, at: Int64(read.count), count: count)
    }
    return read
  }
}
