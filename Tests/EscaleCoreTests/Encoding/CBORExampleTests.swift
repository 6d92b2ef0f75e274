import EscaleCore
import Testing

/// The examples of RFC 8949, appendix A, that lie within what Escale speaks.
struct CBORExampleTests {
  private func writing(_ write: (inout CBORWriter) -> Void) -> String {
    var writer = CBORWriter()
    write(&writer)
    return writer.bytes.hexadecimal
  }

  private func reader(_ hexadecimal: String) throws -> CBORReader {
    CBORReader(try #require([UInt8](hexadecimal: hexadecimal)))
  }

  @Test(
    arguments: [
      (0, "00"), (1, "01"), (10, "0a"), (23, "17"), (24, "1818"), (25, "1819"), (100, "1864"),
      (1_000, "1903e8"), (1_000_000, "1a000f4240"), (1_000_000_000_000, "1b000000e8d4a51000"),
      (18_446_744_073_709_551_615, "1bffffffffffffffff"),
    ] as [(UInt64, String)])
  func `unsigned numbers`(number: UInt64, hexadecimal: String) throws {
    #expect(writing { $0.unsigned(number) } == hexadecimal)
    var reader = try reader(hexadecimal)
    #expect(try reader.unsigned() == number)
    try reader.finish()
  }

  @Test(
    arguments: [
      (-1, "20"), (-10, "29"), (-100, "3863"), (-1_000, "3903e7"), (7, "07"),
      (.max, "1b7fffffffffffffff"), (.min, "3b7fffffffffffffff"),
    ] as [(Int64, String)])
  func `signed numbers`(number: Int64, hexadecimal: String) throws {
    #expect(writing { $0.signed(number) } == hexadecimal)
    var reader = try reader(hexadecimal)
    #expect(try reader.signed() == number)
  }

  @Test(arguments: [
    ("", "60"), ("a", "6161"), ("IETF", "6449455446"), ("\"\\", "62225c"), ("ü", "62c3bc"),
    ("水", "63e6b0b4"), ("𐅑", "64f0908591"),
  ])
  func `texts`(text: String, hexadecimal: String) throws {
    #expect(writing { $0.text(text) } == hexadecimal)
    var reader = try reader(hexadecimal)
    #expect(try reader.text(limit: 10) == text)
  }

  @Test(arguments: [([], "40"), ([1, 2, 3, 4], "4401020304")] as [([UInt8], String)])
  func `byte strings`(bytes: [UInt8], hexadecimal: String) throws {
    #expect(writing { $0.byteString(bytes) } == hexadecimal)
    var reader = try reader(hexadecimal)
    #expect(try reader.byteString(limit: 10) == bytes)
  }

  @Test func `false, true and null`() throws {
    #expect(writing { $0.boolean(false) } == "f4")
    #expect(writing { $0.boolean(true) } == "f5")
    #expect(writing { $0.null() } == "f6")
    var reader = try reader("f4f5f6")
    #expect(try !reader.boolean())
    #expect(try reader.boolean())
    #expect(reader.readNull() && reader.isAtEnd)
  }

  @Test(
    arguments: [
      ([], "80"), ([1, 2, 3], "83010203"),
      (Array(1...25), "98190102030405060708090a0b0c0d0e0f101112131415161718181819"),
    ] as [([UInt64], String)])
  func `arrays`(items: [UInt64], hexadecimal: String) throws {
    #expect(writing { $0.list(items) { $0.unsigned($1) } } == hexadecimal)
    var reader = try reader(hexadecimal)
    #expect(
      try reader.list(limit: 30) { (reader) throws(CBORError) in try reader.unsigned() } == items)
  }

  @Test func `maps with whole numbers as keys`() throws {
    let hexadecimal = "a201020304"
    var map: [UInt64: UInt64] = [:]
    var reader = try reader(hexadecimal)
    try reader.keyedMap { (reader, key) throws(CBORError) in map[key] = try reader.unsigned() }
    #expect(map == [1: 2, 3: 4])
  }

  @Test(arguments: ["a0", "826161a161626163", "8301820203820405", "a26161016162820203", "f6", "20"])
  func `any item is passed over, and its bytes kept`(hexadecimal: String) throws {
    var reader = try reader(hexadecimal + "00")
    #expect(try reader.rawItem().hexadecimal == hexadecimal)
    #expect(try reader.unsigned() == 0)
    #expect(reader.isAtEnd)
  }
}
