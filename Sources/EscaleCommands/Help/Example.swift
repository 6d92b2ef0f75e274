import EscaleCore

/// A command line that shows how a command is used, and what it does.
///
/// The words of the line are of the reader's language; its options are the same in all. A test
/// parses every line.
struct Example {
  let line: Words
  let words: Words

  /// An example whose line is the same in both languages.
  init(_ line: String, french: String, english: String) {
    self.line = Words(french: line, english: line)
    words = Words(french: french, english: english)
  }

  /// An example with words of its own in each language.
  init(_ line: Words, french: String, english: String) {
    self.line = line
    words = Words(french: french, english: english)
  }

  /// The examples of a command, by the words that name it.
  static func of(_ path: [String]) -> [Example] {
    let name = path.joined(separator: " ")
    return desk[name] ?? verbs[name] ?? trace[name] ?? carrying[name] ?? []
  }
}
