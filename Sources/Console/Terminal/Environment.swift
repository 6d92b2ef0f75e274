import Glibc

/// The environment variables of a process, or those that a test gives.
package struct Environment: Sendable {
  private let lookup: @Sendable (String) -> String?
  /// What holds for variables that aren't set.
  private var backing: [String: String] = [:]

  /// An environment of these variables and no others.
  package init(_ values: [String: String]) {
    lookup = { values[$0] }
  }

  private init(lookup: @escaping @Sendable (String) -> String?) {
    self.lookup = lookup
  }

  /// The environment of this process.
  package static let process = Environment { name in getenv(name).map { String(cString: $0) } }

  /// The value of a variable, or nothing where it isn't set.
  package subscript(name: String) -> String? { lookup(name) ?? backing[name] }

  /// The same, with values for variables that aren't set.
  package func backed(by values: [String: String]) -> Environment {
    var environment = self
    environment.backing = values
    return environment
  }

  /// Whether the value of a variable is one that ``backed(by:)`` gave.
  package func isBacked(_ name: String) -> Bool { lookup(name) == nil && backing[name] != nil }

  /// The value of a variable, or nothing where it isn't set or is empty.
  package func filled(_ name: String) -> String? {
    self[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The path of a file below an XDG base directory.
  ///
  /// The XDG specification ignores relative paths; without a home, the working directory serves.
  package func path(_ variable: String, orHome standard: String, _ file: String) -> String {
    if let base = filled(variable), base.utf8.first == UInt8(ascii: "/") {
      return "\(base)/\(file)"
    }
    return "\(filled("HOME") ?? ".")/\(standard)/\(file)"
  }
}
