import EscaleCore
import Portal
import Testing

struct PortalTests {
  @Test(arguments: [
    ("a<b>&\"'", "a&lt;b&gt;&amp;&quot;&#39;"), ("<\u{338}", "&lt;\u{338}"),
    ("a\u{0}b\u{1B}", "a\u{FFFD}b\u{FFFD}"), ("é\n\t", "é\n\t"),
  ])
  func `nothing that somebody wrote means anything to a browser`(text: String, shown: String) {
    #expect(HTMLText.escaped(text).unicodeScalars.elementsEqual(shown.unicodeScalars))
  }

  @Test func `a forged host is shown, not obeyed`() throws {
    let ledger = try #require(LedgerID(bytes: [UInt8](repeating: 7, count: 16)))
    let page = FrontPage(ledger: ledger, isEncrypted: true)
    #expect(!page.html(.french, host: "<script>alert(1)</script>").contains("<script"))
  }

  @Test(arguments: [
    (nil, Language.french), ("", .french), ("en-GB,en;q=0.9", .english), ("de", .french),
    ("de, en;q=0.4, fr;q=0.3", .english), ("en;q=0", .french), ("en;q=x,fr", .french),
    ("FR", .french), (";;;,,,", .french),
  ])
  func `the browser's wishes decide the language`(header: String?, language: Language) {
    #expect(AcceptLanguage.language(header) == language)
  }
}
