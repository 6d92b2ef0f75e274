package import EscaleCore

/// What is known of the command line before it is read: enough to report that it can't be.
package struct EarlyOptions {
  /// The arguments, global options from before the command moved behind it.
  package let arguments: [String]
  /// Whether `--json` is asked for.
  package let isJSON: Bool
  /// The language that `--lang` asks for.
  package let language: Language?
  /// When to colour, as `--color` says it; nil where it isn't said or isn't understood.
  package let color: ColorChoice?

  /// The options that every command of a program takes.
  package struct Names: Sendable {
    /// Those that stand alone.
    package let flags: [String]
    /// Those that a value follows.
    package let valued: [String]

    package init(flags: [String], valued: [String]) {
      self.flags = flags
      self.valued = valued
    }
  }

  /// Looks at arguments, without the program's name.
  package init(_ arguments: [String], names: Names) {
    let beforeTerminator = arguments.prefix { $0 != "--" }
    isJSON = beforeTerminator.contains("--json")
    language = Self.value(of: "--lang", in: beforeTerminator).flatMap { Language(rawValue: $0) }
    color = Self.value(of: "--color", in: beforeTerminator).flatMap { ColorChoice(rawValue: $0) }
    self.arguments = Self.moved(arguments, names)
  }

  private static func value(of option: String, in arguments: ArraySlice<String>) -> String? {
    for (index, argument) in arguments.enumerated() {
      if argument == option { return arguments.dropFirst(index + 1).first }
      if argument.utf8.starts(with: "\(option)=".utf8) {
        return String(argument.dropFirst(option.count + 1))
      }
    }
    return nil
  }

  /// `escale --json list` as `escale list --json`: the parser knows options of commands only.
  private static func moved(_ arguments: [String], _ names: Names) -> [String] {
    var count = 0
    while count < arguments.count, let taken = length(of: arguments[count], names) {
      count = min(count + taken, arguments.count)
    }
    guard count > 0, count < arguments.count else { return arguments }
    let rest = arguments[count...]
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return Array(rest[..<end] + arguments[..<count] + rest[end...])
  }

  /// How many arguments a global option takes, itself included.
  private static func length(of argument: String, _ names: Names) -> Int? {
    if names.flags.contains(argument) { return 1 }
    if names.valued.contains(argument) { return 2 }
    return names.valued.contains { argument.utf8.starts(with: "\($0)=".utf8) } ? 1 : nil
  }
}
