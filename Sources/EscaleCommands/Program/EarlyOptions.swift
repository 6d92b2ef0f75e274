import EscaleCore

/// What is known of the command line before it is read: enough to report that it can't be.
struct EarlyOptions {
  /// The arguments, global options from before the command moved behind it.
  let arguments: [String]
  let isJSON: Bool
  let language: Language?

  private static let flags = ["--json", "--no-input", "--quiet", "--verbose", "-q", "-v"]
  private static let valued = ["--replica", "--lang", "--color"]

  init(_ arguments: [String]) {
    let beforeTerminator = arguments.prefix { $0 != "--" }
    isJSON = beforeTerminator.contains("--json")
    language = Self.value(of: "--lang", in: beforeTerminator).flatMap { Language(rawValue: $0) }
    self.arguments = Self.moved(arguments)
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
  private static func moved(_ arguments: [String]) -> [String] {
    var count = 0
    while count < arguments.count, let taken = globalOptionLength(arguments[count]) {
      count = min(count + taken, arguments.count)
    }
    guard count > 0, count < arguments.count else { return arguments }
    let rest = arguments[count...]
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    return Array(rest[..<end] + arguments[..<count] + rest[end...])
  }

  /// How many arguments a global option takes, itself included.
  private static func globalOptionLength(_ argument: String) -> Int? {
    if flags.contains(argument) { return 1 }
    if valued.contains(argument) { return 2 }
    return valued.contains { argument.utf8.starts(with: "\($0)=".utf8) } ? 1 : nil
  }
}
