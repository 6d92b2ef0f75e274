import EscaleCore

/// A stream of choices made of the fuzzer's bytes: zeros once they are used up.
///
/// What is built from it is well-formed, so that the fuzzer gets behind the first check.
struct FuzzSource {
  private let bytes: UnsafeRawBufferPointer
  private var index = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isEmpty: Bool { index >= bytes.count }

  mutating func byte() -> UInt8 {
    guard index < bytes.count else { return 0 }
    defer { index += 1 }
    return bytes[index]
  }

  /// A number of all sizes, the ends of its range among them.
  mutating func number() -> UInt64 {
    switch byte() {
    case 250: return .max
    case 251: return UInt64(Int64.max)
    case 252: return UInt64(UInt32.max)
    case 253: return UInt64(byte()) << 56 | UInt64(byte())
    case 254: return UInt64(byte()) << 24
    case let small: return UInt64(small)
    }
  }

  mutating func small(_ limit: UInt8) -> Int { Int(byte() % limit) }

  mutating func flag() -> Bool { byte() & 1 == 1 }

  mutating func pick<Element>(_ choices: [Element]) -> Element? {
    choices.isEmpty ? nil : choices[Int(byte()) % choices.count]
  }

  mutating func text() -> String {
    String(decoding: (0..<small(24)).map { _ in byte() }, as: UTF8.self)
  }
}

extension [UInt8] {
  init(fuzzed start: UnsafePointer<UInt8>?, _ count: Int) {
    self.init(UnsafeBufferPointer(start: start, count: count))
  }
}
