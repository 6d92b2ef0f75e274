/// Why bytes are not the CBOR that was expected.
package enum CBORError: Error, Hashable, Sendable {
  /// The bytes end in the middle of an item.
  case truncated
  /// An item of another type stands here.
  case wrongType
  /// A length, number or order that deterministic encoding doesn't allow.
  case notDeterministic
  /// A length or number beyond its limit.
  case beyondLimit
  /// Text that isn't UTF-8.
  case invalidText
  /// Items nested more than ``CBORReader/depthLimit`` deep.
  case tooDeep
  /// Bytes after the last item.
  case trailingBytes
  /// A field that must be there isn't, or has a value outside its range.
  case invalidField
}

/// Reads deterministic CBOR, totally: whatever the bytes, it returns or throws.
///
/// Indefinite lengths, floats, tags and longer encodings than needed are refused.
///
/// Source: RFC 8949, section 4.2.
package struct CBORReader: Sendable {
  /// How deep an item that is skipped may nest.
  package static let depthLimit = 16

  private let bytes: [UInt8]
  private(set) var offset: Int

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    offset = 0
  }

  /// Whether all bytes are read.
  package var isAtEnd: Bool { offset == bytes.count }

  /// - Throws: ``CBORError/trailingBytes`` unless everything was read.
  package func finish() throws(CBORError) {
    guard isAtEnd else { throw .trailingBytes }
  }

  package mutating func unsigned() throws(CBORError) -> UInt64 { try length(of: .unsigned) }

  /// An unsigned number that fits 32 bits.
  package mutating func unsigned32() throws(CBORError) -> UInt32 {
    guard let value = UInt32(exactly: try unsigned()) else { throw .beyondLimit }
    return value
  }

  package mutating func signed() throws(CBORError) -> Int64 {
    let (major, value) = try head()
    guard value <= UInt64(Int64.max) else { throw .beyondLimit }
    switch major {
    case .unsigned: return Int64(value)
    case .negative: return ~Int64(value)
    default: throw .wrongType
    }
  }

  package mutating func boolean() throws(CBORError) -> Bool {
    let (major, value) = try head()
    guard major == .simple, value == 20 || value == 21 else { throw .wrongType }
    return value == 21
  }

  /// Text of at most `limit` bytes of UTF-8.
  package mutating func text(limit: Int) throws(CBORError) -> String {
    let range = try range(of: .text, limit: limit)
    do {
      return String(copying: try UTF8Span(validating: bytes.span.extracting(range)))
    } catch { throw .invalidText }
  }

  /// A byte string of at most `limit` bytes.
  package mutating func byteString(limit: Int) throws(CBORError) -> [UInt8] {
    Array(try byteSlice(limit: limit))
  }

  /// A byte string of at most `limit` bytes where it stands: not copied, it keeps all that is read.
  package mutating func byteSlice(limit: Int) throws(CBORError) -> ArraySlice<UInt8> {
    bytes[try range(of: .bytes, limit: limit)]
  }

  /// Reads over text of at most `limit` bytes, making sure that it is UTF-8.
  package mutating func checkText(limit: Int) throws(CBORError) {
    let range = try range(of: .text, limit: limit)
    do { _ = try UTF8Span(validating: bytes.span.extracting(range)) } catch { throw .invalidText }
  }

  /// Reads over a byte string of at most `limit` bytes; its length.
  package mutating func byteCount(limit: Int) throws(CBORError) -> Int {
    try range(of: .bytes, limit: limit).count
  }

  /// The number of items of an array, at most `limit`.
  package mutating func array(limit: Int) throws(CBORError) -> Int {
    try count(of: .array, limit: limit)
  }

  /// The number of pairs of a map, at most `limit`.
  package mutating func map(limit: Int) throws(CBORError) -> Int {
    try count(of: .map, limit: limit)
  }

  /// Reads a null where one stands here; otherwise reads nothing.
  package mutating func readNull() -> Bool {
    guard offset < bytes.count, bytes[offset] == 0xF6 else { return false }
    offset += 1
    return true
  }

  /// Whether an array stands here.
  package var isAtArray: Bool { offset < bytes.count && bytes[offset] >> 5 == 4 }

  /// Whether a byte string stands here.
  package var isAtByteString: Bool { offset < bytes.count && bytes[offset] >> 5 == 2 }

  /// Whether a boolean stands here, or another simple value.
  package var isAtBoolean: Bool { offset < bytes.count && bytes[offset] >> 5 == 7 }

  /// Reads one item of any kind and returns its bytes.
  package mutating func rawItem() throws(CBORError) -> [UInt8] {
    let start = offset
    try skip()
    return Array(bytes[start..<offset])
  }

  /// Reads over one item of any kind.
  package mutating func skip() throws(CBORError) { try skip(depth: 0) }
}

extension CBORReader {
  private mutating func skip(depth: Int) throws(CBORError) {
    guard depth < CBORReader.depthLimit else { throw .tooDeep }
    let (major, value) = try head()
    switch major {
    case .unsigned, .negative, .simple: return
    case .bytes, .text: _ = try advance(value, limit: bytes.count)
    case .array, .map:
      let perItem: UInt64 = major == .map ? 2 : 1
      guard value <= UInt64(bytes.count) else { throw .truncated }
      var rest = value * perItem
      while rest > 0 {
        try skip(depth: depth + 1)
        rest -= 1
      }
    case .tag: throw .wrongType
    }
  }

  private mutating func count(of major: CBORMajor, limit: Int) throws(CBORError) -> Int {
    let value = try length(of: major)
    guard value <= UInt64(limit) else { throw .beyondLimit }
    guard value <= UInt64(bytes.count - offset) else { throw .truncated }
    return Int(value)
  }

  private mutating func range(of major: CBORMajor, limit: Int) throws(CBORError) -> Range<Int> {
    try advance(try length(of: major), limit: limit)
  }

  private mutating func advance(_ length: UInt64, limit: Int) throws(CBORError) -> Range<Int> {
    guard length <= UInt64(limit) else { throw .beyondLimit }
    guard length <= UInt64(bytes.count - offset) else { throw .truncated }
    let start = offset
    offset += Int(length)
    return start..<offset
  }

  private mutating func length(of wanted: CBORMajor) throws(CBORError) -> UInt64 {
    let (major, value) = try head()
    guard major == wanted else { throw .wrongType }
    return value
  }

  private mutating func head() throws(CBORError) -> (CBORMajor, UInt64) {
    guard offset < bytes.count else { throw .truncated }
    let first = bytes[offset]
    offset += 1
    guard let major = CBORMajor(rawValue: first >> 5) else { throw .wrongType }
    let short = first & 31
    if short < 24 { return (major, UInt64(short)) }
    guard short < 28, major != .simple else { throw .notDeterministic }
    let byteCount = 1 << Int(short - 24)
    guard bytes.count - offset >= byteCount else { throw .truncated }
    var value: UInt64 = 0
    for index in offset..<offset + byteCount { value = value << 8 | UInt64(bytes[index]) }
    offset += byteCount
    let least: UInt64 = byteCount == 1 ? 24 : 1 << UInt64(byteCount * 4)
    guard value >= least else { throw .notDeterministic }
    return (major, value)
  }
}
