import EscaleCore
import SyncProtocol
import TestSupport
import Testing

/// Bundles as bytes: recorded once and for ever, and never more than refused.
struct BundleTests {
  private static let recorded: [(name: String, bytes: [UInt8])] = [
    ("parcel", Sample.parcel.bytes),
    ("contents", Sample.bundle.bytes),
    ("contents-with-files", Sample.bundleWithFiles.bytes),
    ("sealed", Sample.sealedBundle.bytes),
    ("device-statement", Sample.sender.statement(ledger: Sample.ledger)),
    ("bundle-statement", Bundle.statement(digest: Sample.fingerprint(1))),
    ("carry-answer", CarryAnswer(taken: 300, missing: 2).bytes),
  ]

  private static let wholes = [
    Sample.parcel.bytes, Sample.bundle.bytes, Sample.bundleWithFiles.bytes,
    Sample.sealedBundle.bytes,
  ]

  @Test(arguments: recorded)
  func `a bundle has the bytes that were recorded`(name: String, bytes: [UInt8]) throws {
    try Golden.check(bytes, "bundle/\(name).hex")
  }

  @Test func `a recorded bundle reads as what it was`() throws {
    #expect(try Parcel(bytes: Golden.bytes("bundle/parcel.hex")) == Sample.parcel)
    #expect(try Bundle(bytes: Golden.bytes("bundle/contents.hex")) == Sample.bundle)
    #expect(
      try Bundle(bytes: Golden.bytes("bundle/contents-with-files.hex")) == Sample.bundleWithFiles)
    #expect(try SealedBundle(bytes: Golden.bytes("bundle/sealed.hex")) == Sample.sealedBundle)
  }

  @Test func `a parcel with a gap, of somebody else's changes or of none is refused`() {
    var gap = Sample.parcel
    gap.changes.swapAt(0, 1)
    var foreign = Sample.parcel
    foreign.sender.replica = ReplicaID(rawValue: 9)
    var empty = Sample.parcel
    empty.changes = []
    var short = Sample.parcel
    short.checkpoint.lastSequence = 12
    for parcel in [gap, foreign, empty, short] {
      #expect(throws: CBORError.self) { try Parcel(bytes: parcel.bytes) }
    }
  }

  @Test func `a bundle names each file once, and is of the first version without any`() throws {
    var twice = Sample.bundleWithFiles
    twice.files.append(twice.files[0])
    #expect(throws: CBORError.self) { try Bundle(bytes: twice.bytes) }
    #expect(try Bundle.version(of: Sample.bundle.bytes) == 1)
    #expect(try Bundle.version(of: Sample.bundleWithFiles.bytes) == 2)
  }

  @Test func `a bundle that ends too early is refused wherever it ends`() {
    for original in BundleTests.wholes {
      for length in 0..<original.count {
        let bytes = Array(original.prefix(length))
        #expect((try? Parcel(bytes: bytes)) == nil && (try? Bundle(bytes: bytes)) == nil)
      }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a damaged bundle never trips a reader`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for original in BundleTests.wholes {
      for _ in 0..<100 {
        var bytes = original
        for _ in 0..<random.number(1...4) {
          bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255))
        }
        _ = try? Parcel(bytes: bytes)
        _ = try? Bundle(bytes: bytes)
        _ = try? Bundle.version(of: bytes)
        _ = try? SealedBundle(bytes: bytes)
      }
    }
  }
}
