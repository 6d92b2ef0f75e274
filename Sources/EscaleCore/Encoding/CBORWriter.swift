/// Writes deterministic CBOR: shortest integers, definite lengths.
///
/// The order of map keys is the caller's to keep: ascending integers, or texts in the order of
/// ``CBORWriter/precedes(_:_:)``.
///
/// Source: RFC 8949, section 4.2.
package struct CBORWriter: Sendable {
  package private(set) var bytes: [UInt8]

  package init(reservingBytes capacity: Int = 256) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  package mutating func unsigned(_ value: UInt64) { head(.unsigned, value) }

  package mutating func signed(_ value: Int64) {
    if value >= 0 {
      head(.unsigned, UInt64(value))
    } else {
      head(.negative, UInt64(bitPattern: ~value))
    }
  }

  package mutating func text(_ value: String) {
    var value = value
    value.withUTF8 { utf8 in
      head(.text, UInt64(utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }

  package mutating func byteString(_ value: [UInt8]) { byteString(value[...]) }

  package mutating func byteString(_ value: ArraySlice<UInt8>) {
    head(.bytes, UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  /// A byte string of `count` bytes, which `fill` puts where they belong.
  package mutating func byteString<Failure: Error>(
    count: Int, filledBy fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    head(.bytes, UInt64(count))
    try bytes.append(addingCapacity: count) { (rest: inout OutputSpan<UInt8>) throws(Failure) in
      try rest.withUnsafeMutableBufferPointer { buffer, filled throws(Failure) in
        try fill(
          UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<count]))
        filled = count
      }
    }
  }

  /// The head of an array of `count` items, which must follow.
  package mutating func array(count: Int) { head(.array, UInt64(count)) }

  /// The head of a map of `count` pairs, which must follow.
  package mutating func map(count: Int) { head(.map, UInt64(count)) }

  package mutating func boolean(_ value: Bool) { bytes.append(value ? 0xF5 : 0xF4) }

  package mutating func null() { bytes.append(0xF6) }

  /// Bytes that are CBOR already.
  package mutating func raw(_ encoded: [UInt8]) { bytes.append(contentsOf: encoded) }

  private mutating func head(_ major: CBORMajor, _ value: UInt64) {
    let type = major.rawValue << 5
    switch value {
    case 0..<24: bytes.append(type | UInt8(value))
    case 24...0xFF: append(type | 24, value, byteCount: 1)
    case 0x100...0xFFFF: append(type | 25, value, byteCount: 2)
    case 0x1_0000...0xFFFF_FFFF: append(type | 26, value, byteCount: 4)
    default: append(type | 27, value, byteCount: 8)
    }
  }

  private mutating func append(_ first: UInt8, _ value: UInt64, byteCount: UInt64) {
    bytes.append(first)
    var shift = byteCount * 8
    while shift > 0 {
      shift -= 8
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  /// The order of text keys in a deterministic map: shorter first, then by bytes.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    let (left, right) = (left.utf8, right.utf8)
    return left.count == right.count
      ? left.lexicographicallyPrecedes(right) : left.count < right.count
  }
}

/// The major types of CBOR.
enum CBORMajor: UInt8 {
  case unsigned = 0
  case negative = 1
  case bytes = 2
  case text = 3
  case array = 4
  case map = 5
  case tag = 6
  case simple = 7
}
