/// Decides whether output is coloured, and colours it: the only place that does either.
package struct TerminalStyle: Sendable, Hashable {
  /// Whether ``paint(_:_:)`` colours.
  package let isColored: Bool

  /// What the user asked for.
  package enum Choice: String, Sendable, CaseIterable {
    case auto
    case always
    case never
  }

  /// What a colour says.
  ///
  /// The raw value is the parameter of the escape sequence (ECMA-48, SGR).
  package enum Ink: UInt8, Sendable, CaseIterable {
    case bold = 1
    case dim = 2
    case red = 31
    case green = 32
    case yellow = 33
    case blue = 34
    case magenta = 35
    case cyan = 36
  }

  /// A style that never colours.
  package static let plain = TerminalStyle(isColored: false)

  package init(isColored: Bool) {
    self.isColored = isColored
  }

  /// Decides: what was asked for, else `NO_COLOR`, `CLICOLOR_FORCE`, `TERM=dumb`, `CLICOLOR=0`,
  /// the terminal.
  ///
  /// `NO_COLOR` counts unless it is empty (no-color.org); `CLICOLOR_FORCE` unless empty or 0.
  package init(choice: Choice, environment: Environment, isTerminal: Bool) {
    isColored =
      switch choice {
      case .always: true
      case .never: false
      case .auto:
        environment.filled("NO_COLOR") == nil
          && (Self.isForced(environment)
            || isTerminal && environment["TERM"] != "dumb" && environment["CLICOLOR"] != "0")
      }
  }

  /// The text in a colour, if colours are on.
  package func paint(_ text: String, _ ink: Ink?) -> String {
    guard isColored, let ink, !text.isEmpty else { return text }
    return "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m"
  }

  private static func isForced(_ environment: Environment) -> Bool {
    environment.filled("CLICOLOR_FORCE").map { $0 != "0" } ?? false
  }
}
