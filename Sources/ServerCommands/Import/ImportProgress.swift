import Console
import EscaleCore

/// Tells a watching person how far an import is, on one line of standard error.
struct ImportProgress {
  private let output: StandardOutput
  private let language: Language
  private let isShown: Bool

  init(_ output: StandardOutput, language: Language, isQuiet: Bool) {
    self.output = output
    self.language = language
    isShown = output.isTerminal && !isQuiet
  }

  /// Replaces what the line says.
  func show(_ words: Words) {
    guard isShown else { return }
    output.write("\r\(words[language])\u{1B}[K")
  }

  /// Empties the line.
  func end() {
    guard isShown else { return }
    output.write("\r\u{1B}[K")
  }
}
