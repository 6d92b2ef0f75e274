/// A domain as mail servers look it up: what isn't ASCII is written in punycode.
///
/// Letters and digits of any script and hyphens; upper case becomes lower case. Marks that stand apart
/// from their letters aren't taken: nobody can tell which domain is meant.
///
/// Source: RFC 5891, section 4; RFC 3492.
enum DomainName {
  /// The domain in ASCII, or nil where it can't be written so.
  ///
  /// What is ASCII stays as it is.
  static func ascii(_ text: String) -> String? {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
    var labels: [String] = []
    for label in text.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false) {
      guard let written = asciiLabel(Array(label)) else { return nil }
      labels.append(written)
    }
    return labels.joined(separator: ".")
  }

  private static func asciiLabel(_ label: [Unicode.Scalar]) -> String? {
    let lower = label.flatMap { Array($0.properties.lowercaseMapping.unicodeScalars) }
    if lower.allSatisfy(\.isASCII) { return String(String.UnicodeScalarView(lower)) }
    guard lower.count <= Punycode.scalarLimit, lower.allSatisfy(isTaken) else { return nil }
    return Punycode.encoded(lower).map { "xn--" + $0 }
  }

  private static func isTaken(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .otherLetter, .modifierLetter, .decimalNumber: true
    default: scalar == "-"
    }
  }
}

/// Unicode in the letters, digits and hyphens of a domain's label.
///
/// Source: RFC 3492, section 6.3.
private enum Punycode {
  /// No label that is longer fits into 63 bytes.
  static let scalarLimit = 63
  private static let base = 36
  private static let (leastThreshold, mostThreshold) = (1, 26)
  private static let (skew, damp) = (38, 700)
  private static let (firstBias, firstCode) = (72, 0x80)

  /// The text, or nil where it would overflow.
  static func encoded(_ scalars: [Unicode.Scalar]) -> String? {
    let codes = scalars.map { Int($0.value) }
    var written = scalars.filter(\.isASCII).map { UInt8(truncatingIfNeeded: $0.value) }
    let basicCount = written.count
    if basicCount > 0 { written.append(UInt8(ascii: "-")) }
    var (code, delta, bias, handled) = (firstCode, 0, firstBias, basicCount)
    while handled < codes.count {
      guard let next = codes.filter({ $0 >= code }).min() else { return nil }
      delta += (next - code) * (handled + 1)
      code = next
      for each in codes {
        if each < code { delta += 1 }
        guard each == code else { continue }
        written += digits(of: delta, bias: bias)
        bias = adapted(delta, count: handled + 1, isFirst: handled == basicCount)
        delta = 0
        handled += 1
      }
      delta += 1
      code += 1
    }
    return String(decoding: written, as: UTF8.self)
  }

  private static func digits(of delta: Int, bias: Int) -> [UInt8] {
    var (rest, place) = (delta, base)
    var digits: [UInt8] = []
    while true {
      let threshold = min(max(place - bias, leastThreshold), mostThreshold)
      guard rest >= threshold else { break }
      digits.append(digit(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      place += base
    }
    return digits + [digit(rest)]
  }

  private static func digit(_ value: Int) -> UInt8 {
    let first = value < 26 ? UInt8(ascii: "a") : UInt8(ascii: "0") - 26
    return first &+ UInt8(truncatingIfNeeded: value)
  }

  private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
    var rest = isFirst ? delta / damp : delta / 2
    rest += rest / count
    var bias = 0
    while rest > (base - leastThreshold) * mostThreshold / 2 {
      rest /= base - leastThreshold
      bias += base
    }
    return bias + (base - leastThreshold + 1) * rest / (rest + skew)
  }
}
