import EscaleCore
import Testing

/// What the JSON parser reads, and what it refuses.
struct JSONParserTests {
  private func parse(_ text: String) throws -> JSONValue {
    try JSONValue.parse(Array(text.utf8))
  }

  private func problem(_ bytes: [UInt8]) -> JSONError? {
    do {
      _ = try JSONValue.parse(bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test func `an object keeps the order of its keys`() throws {
    let keys = try parse(#"{"z": 1, "a": 2, "é": 3}"#).members().map(\.key)
    #expect(keys == ["z", "a", "é"])
  }

  @Test func `every node knows its line`() throws {
    let document = try parse("{\n  \"a\": [\n    1,\r\n    2\n  ]\n}")
    #expect(try document.array("a").map(\.line) == [3, 4])
  }

  @Test(arguments: [
    ("0", JSONValue.Content.integer(0)), ("-0", .integer(0)),
    ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
    ("1.0", .number(1)), ("-2.5e-3", .number(-0.0025)), ("1E2", .number(100)),
    ("true", .bool(true)), ("false", .bool(false)), ("null", .null), ("[]", .array([])),
    ("{}", .object([])), (#""a\/\b\f\n\r\t\"\\""#, .string("a/\u{8}\u{C}\n\r\t\"\\")),
    (#""\u00e9\ud83d\ude00""#, .string("é😀")), ("\u{FEFF}1", .integer(1)),
  ])
  func `what JSON allows is read as it means`(text: String, content: JSONValue.Content) throws {
    #expect(try parse(text) == JSONValue(content))
  }

  @Test(arguments: [
    ("", JSONError.Problem.unexpectedEnd), ("  ", .unexpectedEnd), ("[1", .unexpectedEnd),
    (#"{"a""#, .unexpectedEnd), (#""a"#, .unexpectedEnd), (#""\u12"#, .unexpectedEnd),
    ("tru", .unexpectedEnd), ("trux", .unexpectedByte(0x78)),
    ("[1,]", .unexpectedByte(UInt8(ascii: "]"))), ("{,}", .unexpectedByte(UInt8(ascii: ","))),
    (#"{"a" 1}"#, .unexpectedByte(UInt8(ascii: "1"))), ("1 2", .trailingContent),
    ("01", .badNumber), ("-", .badNumber), ("1.", .badNumber), ("1e", .badNumber),
    ("9223372036854775808", .numberTooLarge), ("1e999", .numberTooLarge),
    (#""\x""#, .badEscape), (#""\ud83d""#, .badEscape), (#""\ude00""#, .badEscape),
    (#""\ud83d\u0041""#, .badEscape), (#""\u00g0""#, .badEscape),
    ("\"\u{1}\"", .controlCharacter(1)), (#"{"a":1,"a":2}"#, .duplicateKey("a")),
  ])
  func `what JSON doesn't allow is refused`(text: String, expected: JSONError.Problem) {
    #expect(problem(Array(text.utf8))?.problem == expected)
  }

  @Test func `keys that differ in bytes alone are two keys`() throws {
    #expect(try parse(#"{"\u00e9":1,"e\u0301":2}"#).int("e\u{301}") == 2)
  }

  @Test func `a key that comes twice among many is noticed`() {
    let keys = (0..<50).map { "\"k\($0)\":0" } + ["\"k3\":1"]
    #expect(problem(Array("{\(keys.joined(separator: ","))}".utf8))?.problem == .duplicateKey("k3"))
  }

  @Test(arguments: [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]])
  func `a text that isn't UTF-8 is refused`(bytes: [UInt8]) {
    #expect(problem([0x22] + bytes + [0x22])?.problem == .invalidUTF8)
  }

  @Test func `an error names line and column`() {
    let error = problem(Array("{\n  \"é\": x\n}".utf8))
    #expect(error?.message.english == "Line 2, column 8: 'x' can't stand here.")
  }

  @Test func `sixty-four levels are read and one more is refused`() throws {
    let deep = Array(repeating: UInt8(ascii: "["), count: JSONValue.depthLimit)
    let closed = deep + Array(repeating: UInt8(ascii: "]"), count: JSONValue.depthLimit)
    _ = try JSONValue.parse(closed)
    #expect(problem(deep + deep)?.problem == .tooDeep(limit: JSONValue.depthLimit))
  }

  @Test func `a document beyond its limit is not read`() {
    #expect(throws: JSONError(line: 1, column: 1, problem: .tooLong(byteLimit: 3))) {
      try JSONValue.parse(Array("null".utf8), byteLimit: 3)
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `no bytes whatever make the parser stumble`(seed: UInt64) {
    var random = RandomJSON(seed: seed)
    for _ in 0..<500 {
      _ = problem(random.almostJSON())
      _ = problem((0..<16).map { _ in UInt8(truncatingIfNeeded: random.next()) })
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `a document cut short is never taken for a whole one`(seed: UInt64) {
    var random = RandomJSON(seed: seed)
    var writer = JSONWriter()
    writer.value(JSONValue(.array([random.value(depth: 2), random.value(depth: 2)])))
    for length in 0..<writer.bytes.count {
      #expect(problem(Array(writer.bytes.prefix(length))) != nil, "seed \(seed)")
    }
  }
}
