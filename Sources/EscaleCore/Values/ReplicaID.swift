/// The number of a replica, handed out by the server at enrolment.
///
/// Shown in Crockford base32 without padding (`7K`). The server's own replica is 1; 0 names none.
///
/// Source: DESIGN, "Words".
package struct ReplicaID: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The replica on which the server records its own changes.
  package static let server = ReplicaID(rawValue: 1)
  /// After each restoration from a backup the server records under a new one: a multiple of this,
  /// which no device is given.
  package static let serverStride: UInt32 = 1_024

  /// Whether it is one of those on which the server records its own changes.
  package var isServers: Bool { self == .server || rawValue % ReplicaID.serverStride == 0 }

  package static func < (left: ReplicaID, right: ReplicaID) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension ReplicaID: CustomStringConvertible {
  /// The replica in Crockford base32, upper case, without padding.
  package var description: String {
    guard rawValue > 0 else { return "0" }
    var digits: [UInt8] = []
    var rest = rawValue
    while rest > 0 {
      digits.insert(Crockford.digits[Int(rest % 32)], at: 0)
      rest /= 32
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// Reads a replica's text form; lower case and the look-alikes I, L and O are understood.
  ///
  /// Nil for anything that isn't 1 to 7 Crockford digits within 32 bits.
  package init?(text: some Collection<UInt8>) {
    guard (1...7).contains(text.count) else { return nil }
    var value: UInt64 = 0
    for byte in text {
      guard let digit = Crockford.value(of: byte) else { return nil }
      value = value * 32 + UInt64(digit)
    }
    guard let number = UInt32(exactly: value) else { return nil }
    self.init(rawValue: number)
  }
}

/// Crockford's base32 alphabet: no I, L, O or U.
enum Crockford {
  static let digits: [UInt8] = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

  /// The value of one digit, or nil for a byte that is none.
  static func value(of byte: UInt8) -> UInt8? {
    var upper = (97...122).contains(byte) ? byte - 32 : byte
    switch upper {
    case UInt8(ascii: "O"): upper = UInt8(ascii: "0")
    case UInt8(ascii: "I"), UInt8(ascii: "L"): upper = UInt8(ascii: "1")
    default: break
    }
    return digits.firstIndex(of: upper).map { UInt8($0) }
  }
}
