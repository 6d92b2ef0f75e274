import EscaleCore
import Ledger

/// Proves that a form came from a page that this server gave to this browser and person.
///
/// Bound to a cookie that outlives visits, so that a form still counts after signing in again; and
/// to the person, so that nobody sends what somebody else began. Masked anew on every page, so that
/// compression tells nothing about it; the forms of one page share a mask.
struct FormToken {
  static let maskByteCount = 32

  let ledger: DeskLedger
  let browser: String
  var person: PersonNumber?
  /// Random bytes of one page, ``maskByteCount`` of them.
  let mask: [UInt8]

  /// The token for a page.
  var text: String {
    Self.hex(mask + zip(mask, mark).map { $0 ^ $1 })
  }

  /// Whether a text is a token for this browser and person.
  func accepts(_ text: String?) -> Bool {
    guard let text, let bytes = Self.bytes(text), bytes.count == 2 * Self.maskByteCount else {
      return false
    }
    var difference: UInt8 = 0
    for (index, byte) in mark.enumerated() {
      difference |= byte ^ bytes[index] ^ bytes[index + Self.maskByteCount]
    }
    return difference == 0
  }

  private var mark: [UInt8] {
    ledger.pageMark(Array("form \(person?.rawValue ?? 0) \(browser)".utf8))
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(2 * bytes.count)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func bytes(_ hex: String) -> [UInt8]? {
    let digits = Array(hex.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
