import EscaleCore
import TestSupport
import Testing

@testable import Ledger

@Suite("Words of a list")
struct ListWordsTests {
  /// What titles are made of here: plain letters, accents of both kinds, signs, other scripts.
  private static let scalars: [Unicode.Scalar] = [
    "a", "Z", "e", "É", "é", "e", "\u{301}", "à", "Ç", "œ", "Œ", "ß", "×", "Þ", "ñ", "Ñ", "ü", "’",
    "\u{A0}", "\u{202F}", "\u{2011}", "«", "µ", "İ", "Σ", "ς", "я", "Я", "漢", "😀", "-", "7", " ",
    "\t", "'",
  ]

  @Test("a title is folded as everywhere else, but for its spaces")
  func folded() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<5_000 {
      var title = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        title.append(Self.scalars.randomElement(using: &random) ?? "a")
      }
      let text = String(title)
      let expected = FoldedText.fold(text).split(separator: " ").map { String($0) }
      let found = String(decoding: ListWords.folded(text), as: UTF8.self)
        .split(separator: " ").map { String($0) }
      #expect(
        found.map { Array($0.utf8) } == expected.map { Array($0.utf8) }, "\(text.debugDescription)")
    }
  }

  @Test(
    "all words have to be in reference or title",
    arguments: [
      ("écran", true), ("ecran noir", true), ("noir ECRAN", true), ("cran oi", true),
      ("noir blanc", false), ("2-17", true), ("17 écran", true), ("3-17", false), ("", true),
    ])
  func match(_ search: String, _ isFound: Bool) throws {
    let words = FoldedText.fold(search).split(separator: " ").map { String($0) }
    let reference = try #require(RequestID(text: "2-17"))
    #expect(ListWords(words).match(reference, "Écran  noir") == isFound)
  }
}
