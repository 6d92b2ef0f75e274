import EscaleCore
import TestSupport
import Testing

/// Whatever the bytes, the readers end with a value or an error.
struct CBORRandomTests {
  /// Bytes that look like CBOR more often than pure chance would have them.
  private func almostCBOR(_ random: inout SeededRandom) -> [UInt8] {
    (0..<random.number(0...60)).flatMap { _ -> [UInt8] in
      switch random.number(0...5) {
      case 0: [UInt8(random.number(0...31)) | UInt8(random.number(0...7) << 5)]
      case 1: [0x80 | UInt8(random.number(0...3))]
      case 2: [0xA0 | UInt8(random.number(0...3))]
      case 3: [UInt8(random.number(0...23))]
      case 4: [0x18, UInt8(random.number(0...255))]
      default: random.bytes(random.number(1...3))
      }
    }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `random bytes never trip a reader`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<400 {
      let bytes = random.once(in: 2) ? random.bytes(random.number(0...60)) : almostCBOR(&random)
      var reader = CBORReader(bytes)
      try? reader.skip()
      _ = try? Header(bytes: bytes)
      _ = try? Payload(bytes: bytes)
      _ = try? DirectoryItem.read(bytes)
    }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `a damaged header never trips the reader`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<400 {
      var bytes = RandomChange.header(&random).bytes
      for _ in 0..<random.number(1...3) {
        bytes[random.number(0...bytes.count - 1)] = UInt8(random.number(0...255))
      }
      _ = try? Header(bytes: Array(bytes.prefix(random.number(0...bytes.count))))
    }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `a payload is checked as it is read`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    for _ in 0..<400 {
      var payload = RandomChange.payload(&random)
      if random.once(in: 8) { payload.nonce.removeLast() }
      if random.once(in: 2) {
        payload.attachment = EscaleCore.Attachment(
          name: "écran.png", byteCount: 7, blob: .zero, mediaType: "image/png")
      }
      var bytes = payload.bytes
      if random.once(in: 2) {
        bytes[random.number(0...bytes.count - 1)] ^= UInt8(1 << random.number(0...7))
      }
      if random.once(in: 4) { bytes = almostCBOR(&random) }
      let isRead = (try? Payload(bytes: bytes)) != nil
      #expect(((try? Payload.check(bytes)) != nil) == isRead, "seed \(seed): \(bytes)")
    }
  }

  @Test(arguments: 0..<50 as Range<UInt64>)
  func `what is read of a damaged header is read again when it is written`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for _ in 0..<400 {
      var bytes = RandomChange.header(&random).bytes
      bytes[random.number(0...bytes.count - 1)] ^= UInt8(1 << random.number(0...7))
      guard let header = try? Header(bytes: bytes) else { continue }
      #expect(try Header(bytes: header.bytes) == header, "seed \(seed)")
    }
  }
}
