import Console
import EscaleCore
import Testing

/// When output is coloured, and in which language it speaks.
struct TerminalStyleTests {
  @Test(
    arguments: [
      ([:], true, true), ([:], false, false), (["NO_COLOR": "1"], true, false),
      (["NO_COLOR": ""], true, true), (["TERM": "dumb"], true, false),
      (["CLICOLOR_FORCE": "1"], false, true), (["CLICOLOR_FORCE": "0"], false, false),
      (["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], true, false),
    ] as [([String: String], Bool, Bool)])
  func `left to itself, colour follows the environment`(
    variables: [String: String], isTerminal: Bool, isColored: Bool
  ) {
    let style = TerminalStyle(
      choice: .auto, environment: Environment(variables), isTerminal: isTerminal)
    #expect(style.isColored == isColored)
  }

  @Test func `what was asked for weighs more than the environment`() {
    let environment = Environment(["NO_COLOR": "1", "CLICOLOR_FORCE": "1"])
    let always = TerminalStyle(choice: .always, environment: environment, isTerminal: false)
    let never = TerminalStyle(choice: .never, environment: environment, isTerminal: true)
    #expect(always.isColored && !never.isColored)
  }

  @Test func `a plain style leaves texts as they are`() {
    #expect(TerminalStyle.plain.paint("closed", .red) == "closed")
    #expect(TerminalStyle(isColored: true).paint("closed", .red) == "\u{1B}[31mclosed\u{1B}[0m")
  }

  @Test(
    arguments: [
      ([:], Language.french), (["LANG": "C"], .english), (["LANG": "POSIX"], .english),
      (["LANG": "C.UTF-8"], .english), (["LANG": "fr_FR.UTF-8"], .french),
      (["LANG": "en_GB.UTF-8"], .english), (["LANG": "de_DE"], .english), (["LANG": ""], .french),
      (["LC_ALL": "fr", "LANG": "C"], .french), (["LC_MESSAGES": "C", "LANG": "fr_FR"], .english),
      (["LC_ALL": "", "LC_MESSAGES": "fr_CH@euro"], .french),
    ] as [([String: String], Language)])
  func `the language is that of the first variable that says one`(
    variables: [String: String], language: Language
  ) {
    let environment = Environment(variables)
    #expect(LanguageChoice.language(asked: nil, environment: environment) == language)
  }

  @Test func `the language that was asked for is spoken`() {
    let environment = Environment(["LC_ALL": "C"])
    #expect(LanguageChoice.language(asked: .french, environment: environment) == .french)
  }

  @Test func `COLUMNS says the width, unless it makes no sense`() {
    let width = { TerminalSize.width(of: -1, environment: Environment(["COLUMNS": $0])) }
    #expect([width("120"), width("0"), width("x")] == [120, 80, 80])
  }
}
