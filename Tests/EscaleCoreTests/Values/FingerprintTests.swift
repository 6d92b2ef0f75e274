import EscaleCore
import TestSupport
import Testing

struct FingerprintTests {
  @Test func `a fingerprint is its thirty-two bytes`() {
    var random = SeededRandom(seed: 1)
    let bytes = random.bytes(Fingerprint.byteCount)
    #expect(Fingerprint(bytes: bytes)?.bytes == bytes)
    #expect(Fingerprint(bytes: bytes)?.description == bytes.hexadecimal)
  }

  @Test(arguments: [0, 31, 33])
  func `any other number of bytes is no fingerprint`(count: Int) {
    #expect(Fingerprint(bytes: [UInt8](repeating: 0, count: count)) == nil)
  }

  @Test func `hexadecimal reads back, in either case`() {
    #expect([UInt8](hexadecimal: "00fFa1") == [0x00, 0xFF, 0xA1])
    #expect([UInt8]([0, 255, 161]).hexadecimal == "00ffa1")
  }

  @Test(arguments: ["0", "0g", "é0"])
  func `what isn't hexadecimal is nothing`(text: String) {
    #expect([UInt8](hexadecimal: text) == nil)
  }
}
