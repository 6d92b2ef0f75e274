package import EscaleCore

/// An address that mail can be sent to: what a header and a command line may hold.
///
/// `local@domain` in ASCII, the local part a dot-atom: no quotes, no white space, nothing that a
/// header or a mail server would read as anything else. A domain in other letters is written in
/// punycode; a local part in other letters isn't taken, because few servers on the way would.
///
/// Source: RFC 5321, sections 4.1.2 and 4.5.3.1; RFC 5891.
package struct MailAddress: Hashable, Sendable {
  private static let byteLimit = 254
  private static let localByteLimit = 64
  private static let labelByteLimit = 63
  private static let atomSigns = Array("!#$%&'*+-/=?^_`{|}~".utf8)

  package let text: String
  /// What stands after the `@`.
  package let domain: String

  /// The address, or nil for anything that isn't one.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count <= Self.byteLimit, let at = bytes.lastIndex(of: UInt8(ascii: "@")),
      Self.isLocalPart(bytes[..<at]),
      let domain = DomainName.ascii(String(decoding: bytes[(at + 1)...], as: UTF8.self)),
      Self.isDomain(Array(domain.utf8)[...])
    else { return nil }
    let whole = String(decoding: bytes[...at], as: UTF8.self) + domain
    guard whole.utf8.count <= Self.byteLimit else { return nil }
    self.text = whole
    self.domain = domain
  }

  /// Why no mail can be sent to somebody with this address, in words; nil where it can.
  package static func obstacle(_ text: String) -> Words? {
    guard MailAddress(text) == nil else { return nil }
    guard !text.isEmpty else {
      return Words(french: "il n'y a pas d'adresse", english: "there is no address")
    }
    let local = text.utf8.prefix { $0 != UInt8(ascii: "@") }
    guard local.allSatisfy({ $0 < 0x80 }) else {
      return Words(
        french:
          "avant le « @ » il y a d'autres lettres que celles sans accent, que bien des serveurs "
          + "de courriel n'acceptent pas",
        english: "before the @ there are other letters than those without accents, which many mail "
          + "servers don't take")
    }
    return Words(
      french: "ce n'est pas une adresse électronique", english: "it isn't an e-mail address")
  }

  private static func isLocalPart(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard !bytes.isEmpty, bytes.count <= localByteLimit, bytes.first != UInt8(ascii: "-") else {
      return false
    }
    return parts(of: bytes).allSatisfy { part in
      !part.isEmpty && part.allSatisfy { isAlphanumeric($0) || atomSigns.contains($0) }
    }
  }

  private static func isDomain(_ bytes: ArraySlice<UInt8>) -> Bool {
    parts(of: bytes).allSatisfy { label in
      !label.isEmpty && label.count <= labelByteLimit && label.first != UInt8(ascii: "-")
        && label.last != UInt8(ascii: "-")
        && label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }
  }

  private static func parts(of bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}
