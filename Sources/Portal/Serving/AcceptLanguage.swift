package import EscaleCore

/// Which language a browser asks for.
///
/// Source: RFC 9110, section 12.5.4.
package enum AcceptLanguage {
  /// How many of the languages in a header are looked at.
  package static let entryLimit = 32

  /// The language that the header prefers among those that Escale speaks; French where none.
  package static func language(_ header: String?) -> Language {
    var best: (language: Language, quality: Double) = (.french, 0)
    for entry in (header ?? "").utf8.split(separator: UInt8(ascii: ",")).prefix(entryLimit) {
      guard let wish = wish(entry), wish.quality > best.quality else { continue }
      best = wish
    }
    return best.language
  }

  /// The language of one entry such as `en-GB;q=0.8`, and how much it is wanted, from 0 to 1.
  private static func wish(_ entry: Substring.UTF8View) -> (language: Language, quality: Double)? {
    let parts = entry.split(separator: UInt8(ascii: ";"))
    guard let range = parts.first.map(trimmed) else { return nil }
    let primary = String(range.prefix { $0 != "-" }).lowercased()
    guard let language = Language(rawValue: primary) else { return nil }
    var quality = 1.0
    for part in parts.dropFirst() {
      let parameter = trimmed(part)
      guard parameter.utf8.starts(with: "q=".utf8) else { continue }
      quality = Double(parameter.dropFirst(2)) ?? 0
    }
    return (language, min(max(quality, 0), 1))
  }

  private static func trimmed(_ text: Substring.UTF8View) -> Substring {
    Substring(text.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") })
  }
}

extension Substring {
  fileprivate init(_ bytes: [UInt8]) { self = Substring(String(decoding: bytes, as: UTF8.self)) }
}
