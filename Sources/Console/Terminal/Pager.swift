import Glibc

/// A program that shows what is longer than the screen.
package struct Pager {
  private let command: String
  private let environment: Environment

  /// The pager that the environment names: `ESCALE_PAGER`, else `PAGER`, else `less` where it is.
  ///
  /// None where the first of them that is set is empty or `cat`, or on a dumb terminal.
  package init?(environment: Environment) {
    guard environment["TERM"] != "dumb" else { return nil }
    let named = environment["ESCALE_PAGER"] ?? environment["PAGER"]
    guard let command = named ?? Self.standard(environment) else { return nil }
    guard !["", "cat"].contains(command) else { return nil }
    self.command = command
    self.environment = environment
  }

  private static func standard(_ environment: Environment) -> String? {
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    return folders.contains { access("\($0)/less", X_OK) == 0 } ? "less" : nil
  }

  /// Shows a text and waits until its reader has seen enough; false where the pager isn't there.
  ///
  /// `LESS` becomes `FRX` where it isn't set: ends by itself on one screen, obeys colours, leaves
  /// the text on the screen. Ctrl-C is the pager's while it runs.
  package func show(_ text: String) -> Bool {
    setenv("LESS", environment["LESS"] ?? "FRX", 1)
    // What is written is UTF-8 in every locale, `C` included.
    setenv("LESSCHARSET", environment["LESSCHARSET"] ?? "utf-8", 1)
    setenv("LV", environment["LV"] ?? "-c", 1)
    guard let pipe = popen(command, "we") else { return false }
    let interrupted = signal(SIGINT, SIG_IGN)
    defer { signal(SIGINT, interrupted) }
    // The reader may be gone before the end.
    _ = FileBytes.writeAll(Array(text.utf8), to: fileno(pipe))
    let status = pclose(pipe)
    return (status >> 8) & 0xFF != Self.notFound
  }

  /// What a shell ends with that doesn't find a command.
  private static let notFound: Int32 = 127
}

/// How many lines of a terminal a text takes, where long ones go on below.
package func terminalLines(of text: String, width: Int) -> Int {
  text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).reduce(-1) {
    $0 + max(1, (cells(of: withoutColours(String(Substring($1)))) + width - 1) / max(width, 1))
  }
}

/// The text without the escape sequences of ``TerminalStyle``.
private func withoutColours(_ line: String) -> String {
  guard line.utf8.contains(0x1B) else { return line }
  var (kept, isWithin) = (String.UnicodeScalarView(), false)
  for scalar in line.unicodeScalars {
    if scalar == "\u{1B}" { isWithin = true }
    if !isWithin { kept.append(scalar) }
    if scalar == "m" { isWithin = false }
  }
  return String(kept)
}
