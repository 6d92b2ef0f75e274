import Console
import EscaleCore

/// A command line in its plainest form: a command, words, and options by their full names.
///
/// The parser makes itself anew in each run, which takes longer than all the rest of a short
/// command. So the commands that are asked for most are read here first. Whatever is in any way
/// unusual is no plain line and goes to the parser, which alone has errors and help.
struct PlainLine {
  /// What stands beside the command and the options, in its order.
  private(set) var words: [String] = []
  // Arrays, not sets: a set of strings takes longer to come into being than these to search.
  private var flags: [String] = []
  private var values: [(option: String, value: String)] = []

  /// Reads a command's arguments; `options` are those with a value, `flags` those without, that it
  /// takes beside the global ones.
  ///
  /// Nil for an unknown option, one given twice, one without its value, and for a word or value that
  /// begins like an option.
  init?(
    _ arguments: some Collection<String>, options: [String] = [], flags ownFlags: [String] = []
  ) {
    var rest = arguments.makeIterator()
    while let argument = rest.next() {
      if (GlobalOptions.names.flags + ownFlags).contains(argument) {
        guard !has(argument) else { return nil }
        flags.append(argument)
      } else if (GlobalOptions.names.valued + options).contains(argument) {
        guard let value = rest.next(), Self.isPlain(value), self[argument] == nil else {
          return nil
        }
        values.append((argument, value))
      } else {
        guard Self.isPlain(argument) else { return nil }
        words.append(argument)
      }
    }
  }

  func has(_ flag: String) -> Bool { flags.contains(flag) }

  subscript(option: String) -> String? { values.first { $0.option == option }?.value }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.first.map { $0 != UInt8(ascii: "-") } ?? false
  }
}

extension GlobalChoices {
  /// The options of a plain line; nil where one has a value that it doesn't take.
  init?(_ line: PlainLine) {
    let (lang, color) = (line["--lang"], line["--color"])
    replica = line["--replica"]
    json = line.has("--json")
    self.lang = lang.flatMap { LanguageName(rawValue: $0) }
    self.color = color.flatMap { ColorChoice(rawValue: $0) }
    noInput = line.has("--no-input")
    quiet = line.has("--quiet") || line.has("-q")
    verbose = line.has("--verbose") || line.has("-v")
    guard lang == self.lang?.rawValue, color == self.color?.rawValue else {
      return nil
    }
  }
}
