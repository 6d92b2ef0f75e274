/// A piece of a page: what is written out in our own sources, and other people's text escaped.
///
/// Made from literals alone. Whatever is interpolated is escaped unless it is a piece of a page
/// itself; no text that comes up at run time can become markup. Attributes are always quoted.
///
/// Source: TRUST, hazards: escaping works on bytes, never on characters.
package struct HTML: Sendable, ExpressibleByStringInterpolation {
  /// In UTF-8.
  package private(set) var bytes: [UInt8]

  package static let none: HTML = ""

  package init(stringLiteral literal: StaticString) {
    bytes = literal.withUTF8Buffer { Array($0) }
  }

  package init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

  package static func + (left: HTML, right: HTML) -> HTML { "\(left)\(right)" }

  package struct StringInterpolation: StringInterpolationProtocol {
    var bytes: [UInt8] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      bytes.reserveCapacity(literalCapacity + 32 * interpolationCount)
    }

    package mutating func appendLiteral(_ literal: StaticString) {
      literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    package mutating func appendInterpolation(_ piece: HTML) {
      bytes.append(contentsOf: piece.bytes)
    }

    package mutating func appendInterpolation(_ piece: HTML?) {
      if let piece { bytes.append(contentsOf: piece.bytes) }
    }

    package mutating func appendInterpolation(_ pieces: [HTML]) {
      for piece in pieces { bytes.append(contentsOf: piece.bytes) }
    }

    package mutating func appendInterpolation(_ number: Int) {
      bytes.append(contentsOf: String(number).utf8)
    }

    package mutating func appendInterpolation(_ text: String) {
      HTMLEscape.append(text, to: &bytes)
    }
  }
}

extension HTML: CustomStringConvertible {
  package var description: String { String(decoding: bytes, as: UTF8.self) }
}
