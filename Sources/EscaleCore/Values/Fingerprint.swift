/// The SHA-256 of something: 32 bytes.
package struct Fingerprint: Hashable, Sendable {
  /// The length of a digest in bytes.
  package static let byteCount = 32

  /// The digest of nothing: 32 zero bytes, where a chain has no former link.
  package static let zero = Fingerprint(first: 0, second: 0, third: 0, fourth: 0)

  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  private init(first: UInt64, second: UInt64, third: UInt64, fourth: UInt64) {
    self.first = first
    self.second = second
    self.third = third
    self.fourth = fourth
  }

  /// Reads exactly 32 bytes, or nil.
  package init?(bytes: [UInt8]) {
    guard let read = bytes.withUnsafeBytes({ Fingerprint(raw: $0) }) else { return nil }
    self = read
  }

  /// Reads exactly 32 bytes of any sort, or nil.
  package init?(bytes: some Sequence<UInt8>) { self.init(bytes: Array(bytes)) }

  /// Reads exactly 32 bytes where they lie, or nil.
  package init?(raw bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Fingerprint.byteCount else { return nil }
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8 * index, as: UInt64.self))
    }
    self.init(first: word(0), second: word(1), third: word(2), fourth: word(3))
  }

  /// The 32 bytes.
  package var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

  /// Lends the 32 bytes, without an array of them.
  package func withUnsafeBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
    let words = (first.bigEndian, second.bigEndian, third.bigEndian, fourth.bigEndian)
    return Swift.withUnsafeBytes(of: words, body)
  }
}

extension Fingerprint: CustomStringConvertible {
  /// The digest in lower-case hexadecimal.
  package var description: String { bytes.hexadecimal }
}

extension Sequence<UInt8> {
  /// The bytes in lower-case hexadecimal.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in self {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Reads hexadecimal digits of either case, an even number of them, or nil.
  package init?(hexadecimal text: String) {
    var bytes: [UInt8] = []
    var high: UInt8?
    for byte in text.utf8 {
      let digit: UInt8
      switch byte {
      case 48...57: digit = byte - 48
      case 65...70: digit = byte - 55
      case 97...102: digit = byte - 87
      default: return nil
      }
      if let upper = high {
        bytes.append(upper << 4 | digit)
        high = nil
      } else {
        high = digit
      }
    }
    guard high == nil else { return nil }
    self = bytes
  }
}
