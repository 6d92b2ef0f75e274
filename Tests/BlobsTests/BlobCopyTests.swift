import Blobs
import EscaleCore
import Seals
import TestSupport
import Testing

/// Somebody's own copy of what comes in pieces; long pieces are hashed and copied beside their bringer.
struct BlobCopyTests {
  private let bytes = noise(1_500_000)
  private var blob: Fingerprint { Hash.sha256(bytes) }

  @Test(arguments: [1_000, 300_000, 700_000, 1_500_000])
  func `it is the blob once the blob is whole`(count: Int) throws {
    let (folder, copy) = (StoreFolder(), MemoryCopy())
    try add(bytes, by: count, to: folder.store, copy)
    #expect(copy.isConfirmed)
    #expect(copy.bytes == bytes)
    #expect(try folder.reopened().open(blob).bytes() == bytes)
  }

  @Test(arguments: [100, 400_000])
  func `what came before it began is in it too`(before: Int) throws {
    let (folder, copy) = (StoreFolder(), MemoryCopy())
    _ = try folder.store.add(bytes[..<before], to: blob, of: 1_500_000, at: 0)
    folder.store.finishHashing()
    try add(bytes, from: before, by: 500_000, to: folder.store, copy)
    #expect(copy.isConfirmed)
    #expect(copy.bytes == bytes)
  }

  @Test func `a restart in between keeps nothing out of it`() throws {
    let (folder, copy) = (StoreFolder(), MemoryCopy())
    _ = try folder.store.add(bytes[..<600_000], to: blob, of: 1_500_000, at: 0, copying: copy)
    folder.store.finishHashing()
    try add(bytes, from: 600_000, by: 300_000, to: folder.reopened(), copy)
    #expect(copy.isConfirmed)
    #expect(copy.bytes == bytes)
  }

  @Test func `wrong bytes are confirmed to nobody, and right ones after them are`() throws {
    let (folder, copy) = (StoreFolder(), MemoryCopy())
    var wrong = bytes
    wrong[700_000] ^= 1
    var offset = 0
    while offset < 1_500_000 {
      let outcome = try folder.store.add(
        wrong[offset..<offset + 500_000], to: blob, of: 1_500_000, at: Int64(offset),
        copying: copy)
      offset += 500_000
      #expect(outcome == (offset < 1_500_000 ? .held(Int64(offset)) : .wrongBytes))
    }
    #expect(!copy.isConfirmed)
    #expect(copy.byteCount == 0)
    try add(bytes, by: 500_000, to: folder.store, copy)
    #expect(copy.isConfirmed)
    #expect(copy.bytes == bytes)
  }

  @Test func `more pieces than are held in memory come through`() throws {
    let (folder, long) = (StoreFolder(), noise(24 << 20))
    let name = Hash.sha256(long)
    var offset = 0
    while offset < long.count {
      let piece = long[offset..<min(offset + (4 << 20), long.count)]
      _ = try folder.store.add(piece, to: name, of: Int64(long.count), at: Int64(offset))
      offset += piece.count
    }
    #expect(folder.store.contains(name))
  }

  private func add(
    _ bytes: [UInt8], from start: Int = 0, by count: Int, to store: BlobStore, _ copy: MemoryCopy
  ) throws {
    var offset = start
    while offset < bytes.count {
      let end = min(offset + count, bytes.count)
      let outcome = try store.add(
        bytes[offset..<end], to: blob, of: Int64(bytes.count), at: Int64(offset), copying: copy)
      #expect(outcome == (end == bytes.count ? .whole : .held(Int64(end))))
      offset = end
    }
  }
}

/// A copy in memory.
private final class MemoryCopy: BlobCopy {
  private(set) var bytes: [UInt8] = []
  private(set) var isConfirmed = false

  var byteCount: Int64 { Int64(bytes.count) }

  func take(_ bytes: UnsafeRawBufferPointer) {
    self.bytes += bytes
    isConfirmed = false
  }

  func restart() { (bytes, isConfirmed) = ([], false) }

  func confirm() { isConfirmed = true }
}
