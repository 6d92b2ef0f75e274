package import EscaleCore

/// An invitation, as it is shown once to whoever hands it on.
package struct Invite: Hashable, Sendable {
  /// How long an invitation can be used, in milliseconds: seven days.
  package static let lifetimeMilliseconds: Int64 = 7 * 86_400_000

  /// Sixteen Crockford digits in groups of four: 80 random bits.
  package let code: String
  package let person: PersonNumber
  /// In milliseconds since 1970 UTC.
  package let expiresAt: Int64
}

/// The text of an invite code.
enum InviteCode {
  static let randomByteCount = 10
  private static let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
  private static let groupDigits = 4

  /// The code that random bytes spell.
  static func text(_ bytes: [UInt8]) -> String {
    var (buffer, bits): (UInt32, UInt32) = (0, 0)
    var text: [UInt8] = []
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        if text.count % (groupDigits + 1) == groupDigits { text.append(UInt8(ascii: "-")) }
        text.append(digits[Int(buffer >> bits & 31)])
      }
      buffer &= 1 << bits - 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes that are hashed: case, hyphens and spaces don't count, look-alikes do as digits.
  static func canonical(_ text: String) -> [UInt8] {
    text.utf8.compactMap { byte in
      let upper = (0x61...0x7A).contains(byte) ? byte - 32 : byte
      switch upper {
      case UInt8(ascii: "-"), UInt8(ascii: " "): return nil
      case UInt8(ascii: "O"): return UInt8(ascii: "0")
      case UInt8(ascii: "I"), UInt8(ascii: "L"): return UInt8(ascii: "1")
      default: return upper
      }
    }
  }
}

/// The text of a token: what every request of a replica carries.
enum Token {
  static let randomByteCount = 32
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// Random bytes in base64url without padding (RFC 4648, section 5).
  static func text(_ bytes: [UInt8]) -> String {
    var (buffer, bits): (UInt32, UInt32) = (0, 0)
    var text: [UInt8] = []
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(digits[Int(buffer >> bits & 63)])
      }
      buffer &= 1 << bits - 1
    }
    if bits > 0 { text.append(digits[Int(buffer << (6 - bits) & 63)]) }
    return String(decoding: text, as: UTF8.self)
  }
}
