import FullScreen
import Testing

/// Keys from a terminal's bytes.
struct KeyDecoderTests {
  @Test(arguments: [
    ("a", [Key.text("a")]), ("é漢", [.text("é"), .text("漢")]), ("\r", [.enter]),
    ("\u{1B}[A\u{1B}OB", [.up, .down]), ("\u{1B}[5~\u{1B}[6~", [.pageUp, .pageDown]),
    ("\u{1B}[1;5C", [.right]), ("\u{1B}[H\u{1B}[4~", [.home, .end]),
    ("\u{1B}q", [.escape, .text("q")]),
    ("\u{03}\u{1A}", [.control("c"), .control("z")]),
    ("\u{7F}\t\u{1B}[Z", [.backspace, .tab, .backTab]),
    ("\u{1B}[200~a\r\nb\u{1B}[31mc\u{1B}[201~d", [.paste("a\nb[31mc"), .text("d")]),
  ])
  func `bytes are read as keys, however they are cut`(bytes: String, keys: [Key]) {
    var whole = KeyDecoder()
    #expect(whole.keys(in: bytes.utf8) == keys)
    var piecemeal = KeyDecoder()
    #expect(bytes.utf8.flatMap { piecemeal.keys(in: [$0]) } == keys)
  }

  @Test func `an escape that nothing follows is the key`() {
    var decoder = KeyDecoder()
    #expect(decoder.keys(in: [0x1B]).isEmpty)
    #expect(decoder.isWaiting)
    #expect(decoder.keysAtRest() == [.escape])
    #expect(!decoder.isWaiting)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `any bytes give some keys, and leave little waiting`(seed: UInt64) {
    var random = Noise(state: seed)
    var decoder = KeyDecoder()
    for _ in 0..<100 {
      let bytes = (0..<Int(random.next() % 40)).map { _ in random.byte() }
      for key in decoder.keys(in: bytes) {
        guard case .text(let text) = key else { continue }
        #expect(
          text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
      }
    }
    _ = decoder.keysAtRest()
    let keys = decoder.keys(in: "\u{1B}[201~\u{1B}[201~".utf8) + decoder.keysAtRest()
    #expect(!keys.isEmpty)
    #expect(decoder.keys(in: "x".utf8) == [.text("x")])
  }

  /// Bytes of which many are those that keys begin with.
  private struct Noise {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }

    mutating func byte() -> UInt8 {
      let likely = Array("\u{1B}\u{1B}[O~200;1A\r".utf8) + [0xC3, 0xE2, 0xF0, 0x80, 0xFF]
      let choice = Int(next() % 3)
      return choice > 0
        ? likely[Int(next()) % likely.count] : UInt8(truncatingIfNeeded: next())
    }
  }
}
