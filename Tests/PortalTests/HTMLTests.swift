import EscaleCore
import TestSupport
import Testing

@testable import Portal

struct HTMLTests {
  @Test(arguments: [
    ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"), ("<\u{338}", "&lt;\u{338}"),
    ("a\u{0}b\u{1B}", "a\u{FFFD}b\u{FFFD}"), ("é\n\t", "é\n\t"), ("\u{85}\u{A0}", "\u{FFFD}\u{A0}"),
    ("\r\n", "\u{FFFD}\n"), ("🚢<", "🚢&lt;"),
  ])
  func `nothing that somebody wrote means anything to a browser`(text: String, shown: String) {
    let html: HTML = "\(text)"
    #expect(html.description.unicodeScalars.elementsEqual(shown.unicodeScalars))
  }

  @Test(arguments: 0..<UInt64(200))
  func `random text leaves no sign of markup, and comes back as it was`(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let scalars = (0..<200).compactMap { _ -> Unicode.Scalar? in
      Bool.random(using: &random)
        ? "<>\"'&\u{301}\u{200D}".unicodeScalars.randomElement(using: &random)
        : Unicode.Scalar(UInt32.random(in: 0xA0...0x1_0FFFF, using: &random))
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    let html: HTML = "\(String(text))"
    let bytes = html.bytes
    #expect(!bytes.contains { $0 == 0x3C || $0 == 0x3E || $0 == 0x22 || $0 == 0x27 })
    var back = html.description
    for (reference, sign) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
    ] {
      back = String(decoding: Self.replacing(back, reference, by: sign), as: UTF8.self)
    }
    #expect(back.unicodeScalars.elementsEqual(text), "seed \(seed)")
  }

  @Test func `a piece of a page is taken as it is, and once`() {
    let inner: HTML = "<b>\("<")</b>"
    let outer: HTML = "<p>\(inner)\([inner, inner])\(nil as HTML?)\(3)</p>"
    #expect(outer.description == "<p><b>&lt;</b><b>&lt;</b><b>&lt;</b>3</p>")
  }

  @Test func `French signs keep their space on one line`() {
    #expect(FrenchSpacing.applied("Où ? « là » : oui") == "Où\u{A0}? «\u{A0}là\u{A0}»\u{A0}: oui")
  }

  /// By bytes: a sign and an accent after it are one character to a string.
  private static func replacing(_ text: String, _ wanted: String, by sign: String) -> [UInt8] {
    let (bytes, wanted) = (Array(text.utf8), Array(wanted.utf8))
    var (result, index): ([UInt8], Int) = ([], 0)
    while index < bytes.count {
      if bytes[index...].starts(with: wanted) {
        result += Array(sign.utf8)
        index += wanted.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}
