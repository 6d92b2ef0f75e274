import Console
import EscaleCore

/// What options say: on the command line, else in the environment, else in the file of options.
///
/// `--tls-key` is `ESCALE_TLS_KEY` in the environment and `tls-key` in the file. `--data` is
/// `ESCALE_SERVER_DATA`.
struct Settings: Sendable {
  /// The longest file of options in bytes.
  static let fileByteLimit = 65_536

  /// The options that an environment or a file may give.
  static let names = [
    "data", "json", "lang", "color", "quiet", "verbose", "directory", "lifecycle", "listen",
    "tls-certificate", "tls-key", "trusted-proxy", "full-name", "email", "role", "team",
    "password-stdin", "name-fr", "name-en", "device", "dry-run", "at", "format", "by",
    "sendmail", "mail-spool", "mail-from", "portal-url", "events", "mail-lang",
    "metrics-listen", "log-format",
  ]

  private let environment: Environment
  private let file: JSONValue?

  /// The settings of a process, with those of a file where one is named.
  ///
  /// - Throws: ``JSONError`` or ``JSONShapeError`` with the line of a mistake, ``InputFileError``.
  init(file path: String?, environment: Environment) throws {
    self.environment = environment
    file = try (path ?? environment.filled("ESCALE_CONFIG")).map { path in
      let bytes = try InputFile.bytes(path, byteLimit: Self.fileByteLimit)
      let value = try JSONValue.parse(bytes, byteLimit: Self.fileByteLimit)
      try value.allow(keys: Self.names)
      return value
    }
  }

  /// The variable that stands for an option.
  static func variable(of name: String) -> String {
    guard name != "data" else { return "ESCALE_SERVER_DATA" }
    let letters = name.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }
    return "ESCALE_" + String(decoding: letters, as: UTF8.self).uppercased()
  }

  /// The text of an option, or nothing where nobody gives it.
  ///
  /// - Throws: ``JSONShapeError`` where the file has something other than a text.
  func text(_ name: String, _ given: String?) throws -> String? {
    if let given { return given }
    if let value = environment.filled(Self.variable(of: name)) { return value }
    return try file?.optionalString(name)
  }

  /// Whether a flag is set.
  ///
  /// - Throws: ``UsageError`` for a variable that is neither true nor false, ``JSONShapeError``.
  func flag(_ name: String, _ given: Bool) throws -> Bool {
    if given { return true }
    let variable = Self.variable(of: name)
    guard let value = environment.filled(variable) else {
      return try file?.optionalBool(name) ?? false
    }
    switch value {
    case "1", "true", "yes": return true
    case "0", "false", "no": return false
    default:
      throw UsageError(
        message: Words(
          french: "\(variable) vaut « \(value) », qui n'est ni vrai ni faux.",
          english: "\(variable) is \"\(value)\", which is neither true nor false."),
        hint: Words(french: "Possible : 1 ou 0.", english: "Possible: 1 or 0."))
    }
  }

  /// The text of an option that a command can't do without.
  ///
  /// - Throws: ``UsageError`` where nobody gives it.
  func required(_ name: String, _ given: String?) throws -> String {
    if let text = try text(name, given) { return text }
    throw UsageError(
      message: Words(
        french: "Il manque l'option « --\(name) ».", english: "The option '--\(name)' is missing."))
  }
}
