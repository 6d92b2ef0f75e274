import ArgumentParser
package import EscaleCore

/// A language as it is named on the command line.
package enum LanguageName: String, CaseIterable, ExpressibleByArgument {
  case fr
  case en

  /// The language that is meant.
  package var language: Language { self == .fr ? .french : .english }
}

/// When to colour, as it is named on the command line.
package enum ColorChoice: String, CaseIterable, ExpressibleByArgument {
  case auto
  case always
  case never

  /// What is meant.
  package var choice: TerminalStyle.Choice { TerminalStyle.Choice(rawValue: rawValue) ?? .auto }
}
