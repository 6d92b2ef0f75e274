import ArgumentParser
import Console
import EscaleCore

/// A language as it is named on the command line.
enum LanguageName: String, ExpressibleByArgument {
  case fr
  case en

  var language: Language { self == .fr ? .french : .english }
}

/// When to colour, as it is named on the command line.
enum ColorChoice: String, ExpressibleByArgument {
  case auto
  case always
  case never

  var choice: TerminalStyle.Choice { TerminalStyle.Choice(rawValue: rawValue) ?? .auto }
}
