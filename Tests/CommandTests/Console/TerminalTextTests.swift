import Console
import Testing

/// How wide texts are, and what becomes of harmful ones.
struct TerminalTextTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("été", 3), ("e\u{301}te\u{301}", 3), ("日本", 4), ("ﾊﾝ", 2), ("한국", 4),
    ("😀", 2), ("👩‍🔧", 2), ("🇫🇷", 2), ("❤️", 2), ("❤", 1), ("a\u{200B}b", 2), ("…", 1),
    ("Ａ", 2), ("\u{1B}", 0), ("\u{1112}\u{1161}\u{11AB}", 2),
  ])
  func `a text takes so many cells`(text: String, width: Int) {
    #expect(cells(of: text) == width)
  }

  @Test(arguments: [
    ("imprimante", 10, "imprimante"), ("imprimante", 5, "impr…"), ("été", 2, "é…"),
    ("日本語", 4, "日…"), ("日本語", 5, "日本…"), ("abc", 1, "…"), ("abc", 0, ""), ("", 0, ""),
  ])
  func `a text is cut to its cells and says so`(text: String, limit: Int, cut: String) {
    #expect(truncated(text, toCells: limit) == cut)
  }

  @Test(arguments: [
    ("imprimante", 10, "imprimante"), ("imprimante", 5, "…ante"), ("été", 2, "…é"),
    ("日本語", 4, "…語"), ("日本語", 5, "…本語"), ("abc", 1, "…"), ("abc", 0, ""), ("", 0, ""),
  ])
  func `a path is cut to its end and says so`(text: String, limit: Int, cut: String) {
    #expect(ending(of: text, inCells: limit) == cut)
  }

  @Test(arguments: [
    ("Écran noir", "Écran noir"), ("\u{1B}[2J", "␛[2J"), ("a\u{7F}\u{0}", "a␡␀"),
    ("\u{9B}31m", "‹U+009B›31m"), ("\u{202E}cod.exe", "‹U+202E›cod.exe"),
    ("a\r\nb\tc", "a\nb\tc"), ("a\rb", "a␍b"), ("\u{2028}", "‹U+2028›"),
    ("\u{E0041}", "‹U+E0041›"), ("👩‍🔧", "👩‍🔧"),
  ])
  func `what would steer the terminal is shown instead`(text: String, shown: String) {
    #expect(sanitized(text) == shown)
  }

  @Test func `on one line newlines and tabs are spaces`() {
    #expect(sanitizedLine("a\r\nb\tc\n") == "a b c ")
  }
}
