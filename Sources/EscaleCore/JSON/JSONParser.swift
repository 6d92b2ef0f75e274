/// Reads one JSON document, byte by byte, in one pass.
///
/// Total: whatever the bytes, it ends with a value or an error, in linear time.
struct JSONParser {
  let bytes: [UInt8]
  var position = 0
  var line = 1
  var lineStart = 0
  private var depth = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The byte at the position, or nothing at the end.
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func document() throws(JSONError) -> JSONValue {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      position = 3
      lineStart = 3
    }
    let value = try self.value()
    skipWhitespace()
    guard position == bytes.count else { throw error(.trailingContent) }
    return value
  }

  private mutating func value() throws(JSONError) -> JSONValue {
    skipWhitespace()
    let line = line
    return JSONValue(try content(), line: line)
  }

  private mutating func content() throws(JSONError) -> JSONValue.Content {
    guard let next else { throw error(.unexpectedEnd) }
    return switch next {
    case UInt8(ascii: "{"): .object(try nested { parser throws(JSONError) in try parser.members() })
    case UInt8(ascii: "["): .array(try nested { parser throws(JSONError) in try parser.elements() })
    case UInt8(ascii: "\""): .string(try string())
    case UInt8(ascii: "t"): try literal("true", .bool(true))
    case UInt8(ascii: "f"): try literal("false", .bool(false))
    case UInt8(ascii: "n"): try literal("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    default: throw unexpected()
    }
  }

  private mutating func nested<Content>(
    _ body: (inout JSONParser) throws(JSONError) -> Content
  ) throws(JSONError) -> Content {
    guard depth < JSONValue.depthLimit else {
      throw error(.tooDeep(limit: JSONValue.depthLimit))
    }
    depth += 1
    position += 1
    let content = try body(&self)
    depth -= 1
    return content
  }

  private mutating func members() throws(JSONError) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    var keys = JSONKeyRegister()
    skipWhitespace()
    if take(UInt8(ascii: "}")) { return members }
    while true {
      skipWhitespace()
      let keyStart = position
      guard next == UInt8(ascii: "\"") else { throw unexpected() }
      let key = try string()
      guard keys.add(key) else { throw error(.duplicateKey(key), at: keyStart) }
      skipWhitespace()
      guard take(UInt8(ascii: ":")) else { throw unexpected() }
      members.append(JSONValue.Member(key: key, value: try value()))
      if try endOfList(UInt8(ascii: "}")) { return members }
    }
  }

  private mutating func elements() throws(JSONError) -> [JSONValue] {
    var elements: [JSONValue] = []
    skipWhitespace()
    if take(UInt8(ascii: "]")) { return elements }
    while true {
      elements.append(try value())
      if try endOfList(UInt8(ascii: "]")) { return elements }
    }
  }

  /// Whether the list ends here (`close`) or goes on (a comma).
  private mutating func endOfList(_ close: UInt8) throws(JSONError) -> Bool {
    skipWhitespace()
    if take(close) { return true }
    guard take(UInt8(ascii: ",")) else { throw unexpected() }
    return false
  }

  private mutating func literal(
    _ word: StaticString, _ content: JSONValue.Content
  ) throws(JSONError) -> JSONValue.Content {
    for byte in word.description.utf8 {
      guard take(byte) else { throw unexpected() }
    }
    return content
  }
}
