import Blobs
import EscaleCore
import Seals
import TestSupport
import Testing

/// A blob that comes in pieces, over any number of connections and restarts.
struct BlobPartTests {
  private let bytes = noise(100_000)
  private var blob: Fingerprint { Hash.sha256(bytes) }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `pieces make a blob, whoever was restarted between them`(seed: UInt64) throws {
    let folder = StoreFolder()
    var random = SeededRandom(seed: seed)
    var store = folder.store
    var offset = 0
    while offset < bytes.count {
      let end = min(offset + random.number(1...30_000), bytes.count)
      let outcome = try store.add(
        bytes[offset..<end], to: blob, of: Int64(bytes.count), at: Int64(offset))
      #expect(outcome == (end == bytes.count ? .whole : .held(Int64(end))))
      offset = end
      if random.once(in: 3) { store = folder.reopened() }
    }
    #expect(try store.open(blob).bytes() == bytes)
    #expect(store.parts() == [])
  }

  @Test func `a piece that doesn't follow changes nothing and is told what is there`() throws {
    let folder = StoreFolder()
    _ = try add(0..<10_000, to: folder.store)
    for place in [0, 9_999, 10_001] {
      #expect(try add(place..<place + 5, to: folder.store) == .misplaced(held: 10_000))
    }
    #expect(try add(10_000..<100_000, to: folder.store) == .whole)
  }

  @Test func `wrong bytes never become the blob, and it can begin anew`() throws {
    let folder = StoreFolder()
    _ = try add(0..<50_000, to: folder.store)
    let wrong = [UInt8](repeating: 0, count: 50_000)
    #expect(
      try folder.store.add(wrong[...], to: blob, of: 100_000, at: 50_000) == .wrongBytes)
    #expect(!folder.store.contains(blob))
    #expect(folder.store.held(of: blob) == 0)
    #expect(try add(0..<100_000, to: folder.store) == .whole)
  }

  @Test func `more bytes than were announced are wrong`() throws {
    let folder = StoreFolder()
    #expect(
      try folder.store.add(bytes[...], to: blob, of: 99_999, at: 0) == .wrongBytes)
    #expect(folder.files == [])
  }

  @Test func `an empty file is one piece of nothing`() throws {
    let folder = StoreFolder()
    let empty = Hash.sha256([])
    #expect(try folder.store.add([], to: empty, of: 0, at: 0) == .whole)
    #expect(try folder.store.open(empty).bytes() == [])
  }

  @Test func `what several send of one blob is kept apart`() throws {
    let folder = StoreFolder()
    _ = try folder.store.add([9, 9, 9], to: blob, of: 100_000, at: 0, from: "2")
    _ = try folder.store.add(bytes[..<10], to: blob, of: 100_000, at: 0, from: "3")
    #expect(folder.store.held(of: blob, from: "2") == 3)
    #expect(folder.store.held(of: blob, from: "3") == 10)
    let rest = bytes[10...]
    #expect(try folder.store.add(rest, to: blob, of: 100_000, at: 10, from: "3") == .whole)
    #expect(try folder.store.open(blob).bytes() == bytes)
    #expect(folder.store.parts().map(\.byteCount) == [3])
  }

  @Test func `many at once end with one blob, and no half of one is ever seen`() async throws {
    let folder = StoreFolder()
    let (bytes, blob) = (bytes, blob)
    let (path, total) = (folder.path, Int64(bytes.count))
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let store = BlobStore(folder: path)
          while !store.contains(blob) {
            let offset = Int(store.held(of: blob))
            let end = min(offset + 7_000, bytes.count)
            guard offset < end else { continue }
            _ = try? store.add(bytes[offset..<end], to: blob, of: total, at: Int64(offset))
          }
        }
      }
    }
    #expect(try folder.store.open(blob).bytes() == bytes)
  }

  private func add(_ range: Range<Int>, to store: BlobStore) throws -> PieceOutcome {
    try store.add(
      bytes[range], to: blob, of: Int64(bytes.count), at: Int64(range.lowerBound))
  }
}
