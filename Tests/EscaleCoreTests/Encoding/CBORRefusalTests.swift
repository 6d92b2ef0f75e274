import EscaleCore
import TestSupport
import Testing

/// What isn't deterministic CBOR within its limits is refused, each for its own reason.
struct CBORRefusalTests {
  private func skipping(_ hexadecimal: String) throws -> CBORError? {
    var reader = CBORReader(try #require([UInt8](hexadecimal: hexadecimal)))
    do {
      try reader.skip()
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    "1817", "190018", "1900ff", "1a0000ffff", "1b00000000ffffffff", "3817", "5803010203",
    "780161", "980101", "b8010101",
  ])
  func `a number or length longer than it must be is refused`(hexadecimal: String) throws {
    #expect(try skipping(hexadecimal) == .notDeterministic)
  }

  @Test(arguments: ["5f42010243030405ff", "7f6161ff", "9fff", "bfff", "ff", "1f"])
  func `an indefinite length is refused`(hexadecimal: String) throws {
    #expect(try skipping(hexadecimal) == .notDeterministic)
  }

  @Test(arguments: ["f90000", "fa47c35000", "fb3ff199999999999a", "f818"])
  func `a floating number, or a long simple value, is refused`(hexadecimal: String) throws {
    #expect(try skipping(hexadecimal) == .notDeterministic)
  }

  @Test(arguments: ["c074323031332d30332d32315432303a30343a30305a", "d74401020304"])
  func `a tag is refused`(hexadecimal: String) throws {
    #expect(try skipping(hexadecimal) == .wrongType)
  }

  @Test(arguments: ["", "18", "1b0000", "42ff", "6261", "8201"])
  func `an item that ends too early is refused`(hexadecimal: String) throws {
    #expect(try skipping(hexadecimal) == .truncated)
  }

  @Test(arguments: ["9bffffffffffffffff", "bbffffffffffffffff", "9a00ffffff", "ba7fffffff00"])
  func `a count that the bytes can't hold is refused at once`(hexadecimal: String) throws {
    #expect(try skipping(hexadecimal) == .truncated)
  }

  @Test(arguments: ["5bffffffffffffffff", "7bffffffffffffffff"])
  func `a length beyond all bytes is refused at once`(hexadecimal: String) throws {
    #expect(try skipping(hexadecimal) == .beyondLimit)
  }

  @Test func `nesting has a limit`() throws {
    let deepest = String(repeating: "81", count: CBORReader.depthLimit - 1) + "00"
    #expect(try skipping(deepest) == nil)
    #expect(try skipping("81" + deepest) == .tooDeep)
    #expect(try skipping(String(repeating: "81", count: 100_000)) == .tooDeep)
  }

  @Test(arguments: ["61ff", "62c328", "63eda080", "64f4908080", "62c080"])
  func `a text that isn't UTF-8 is refused`(hexadecimal: String) throws {
    var reader = CBORReader(try #require([UInt8](hexadecimal: hexadecimal)))
    #expect(throws: CBORError.invalidText) { try reader.text(limit: 10) }
  }

  @Test(arguments: ["a201000100", "a202000100"])
  func `a map's keys ascend`(hexadecimal: String) throws {
    var reader = CBORReader(try #require([UInt8](hexadecimal: hexadecimal)))
    #expect(throws: CBORError.notDeterministic) {
      try reader.keyedMap { (reader, _) throws(CBORError) in try reader.skip() }
    }
  }

  @Test func `a text, a byte string, an array and a map keep to their limits`() throws {
    var reader = CBORReader([0x62, 0x61, 0x61])
    #expect(throws: CBORError.beyondLimit) { try reader.text(limit: 1) }
    reader = CBORReader([0x42, 0, 0])
    #expect(throws: CBORError.beyondLimit) { try reader.byteString(limit: 1) }
    reader = CBORReader([0x82, 0, 0])
    #expect(throws: CBORError.beyondLimit) { try reader.array(limit: 1) }
    reader = CBORReader([0xA2, 0, 0, 1, 0])
    #expect(throws: CBORError.beyondLimit) { try reader.map(limit: 1) }
  }

  @Test func `bytes after the last item are refused`() throws {
    var reader = CBORReader([0, 0])
    _ = try reader.unsigned()
    #expect(throws: CBORError.trailingBytes) { try reader.finish() }
  }

  @Test func `a number of another sign or size is refused`() throws {
    var reader = CBORReader([0x1B, 0x80, 0, 0, 0, 0, 0, 0, 0])
    #expect(throws: CBORError.beyondLimit) { try reader.signed() }
    reader = CBORReader([0x1B, 0, 0, 0, 1, 0, 0, 0, 0])
    #expect(throws: CBORError.beyondLimit) { try reader.unsigned32() }
    reader = CBORReader([0x20])
    #expect(throws: CBORError.wrongType) { try reader.unsigned() }
  }
}
