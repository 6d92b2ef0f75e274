import EscaleCore

/// Random documents and random bytes, the same for the same seed (SplitMix64).
struct RandomJSON: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func value(depth: Int) -> JSONValue {
    switch Int.random(in: depth > 0 ? 0...6 : 2...6, using: &self) {
    case 0: JSONValue(.object(members(depth: depth)))
    case 1: JSONValue(.array(elements(depth: depth)))
    case 2: JSONValue(.string(text()))
    case 3: JSONValue(.integer(Int64(bitPattern: next()) >> Int64.random(in: 0..<63, using: &self)))
    case 4: JSONValue(.number(fractional()))
    case 5: JSONValue(.bool(Bool.random(using: &self)))
    default: JSONValue(.null)
    }
  }

  mutating func text() -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<12, using: &self) { text.append(scalar()) }
    return String(text)
  }

  /// Bytes that look like JSON more often than pure chance would have them.
  mutating func almostJSON() -> [UInt8] {
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "1", "-", "0", ".",
      "e", "E+", "99999999999999999999", "true", "fals", "null", "\n", " ", "\"a\"", "\"a\":", "é",
    ]
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0..<24, using: &self) {
      let piece = pieces[Int.random(in: 0..<pieces.count, using: &self)]
      bytes += Int.random(in: 0..<10, using: &self) == 0 ? [UInt8(truncatingIfNeeded: next())] : []
      bytes += piece.utf8
    }
    return bytes
  }

  private mutating func members(depth: Int) -> [JSONValue.Member] {
    (0..<Int.random(in: 0..<20, using: &self)).map { index in
      JSONValue.Member(key: "\(index)" + text(), value: value(depth: depth - 1))
    }
  }

  private mutating func elements(depth: Int) -> [JSONValue] {
    (0..<Int.random(in: 0..<5, using: &self)).map { _ in value(depth: depth - 1) }
  }

  /// A finite number that isn't written as a whole one.
  private mutating func fractional() -> Double {
    let number = Double(bitPattern: next())
    return number.isFinite ? number : 0.5
  }

  private mutating func scalar() -> Unicode.Scalar {
    let ranges: [ClosedRange<UInt32>] = [
      0...0x7F, 0x80...0x9F, 0xE0...0xFF, 0x200B...0x206F, 0xFFF0...0xFFFF, 0x1F600...0x1F64F,
    ]
    let range = ranges[Int.random(in: 0..<ranges.count, using: &self)]
    return Unicode.Scalar(UInt32.random(in: range, using: &self)) ?? "x"
  }
}
