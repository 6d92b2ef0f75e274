import Console
import EscaleCore
import Glibc

/// The user's configuration file: `key = value` a line, `#` before remarks.
///
/// `$XDG_CONFIG_HOME/escale/config`, else `~/.config/escale/config`; none where neither says where.
/// What it doesn't understand it leaves alone, so that an older program reads a newer file.
struct ConfigurationFile {
  /// The most bytes that are read.
  private static let byteLimit = 64 << 10

  /// Where it is; nil where nothing says where the user's files are.
  let path: String?
  private var lines: [String]

  /// The file as it is; an empty one where there is none, or none that can be read.
  init(environment: Environment) {
    let base = environment.filled("XDG_CONFIG_HOME").flatMap { base in
      base.utf8.first == UInt8(ascii: "/") ? base : nil
    }
    let folder = base ?? environment.filled("HOME").map { "\($0)/.config" }
    path = folder.map { "\($0)/escale/config" }
    let bytes = path.flatMap { try? FileBytes.read(path: $0, byteLimit: Self.byteLimit) } ?? []
    lines = bytes.isEmpty ? [] : Self.lines(bytes)
  }

  private static func lines(_ bytes: [UInt8]) -> [String] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }

  /// What it says, by the variables that would say the same; the last of two lines counts.
  var variables: [String: String] {
    var values: [String: String] = [:]
    for line in lines {
      guard let (key, value) = Self.pair(line), let setting = Setting(rawValue: key) else {
        continue
      }
      values[setting.variable] = value
    }
    return values
  }

  /// Sets a value, or takes it out, and writes the file.
  ///
  /// - Throws: ``ConfigurationFault``.
  mutating func set(_ setting: Setting, to value: String?) throws(ConfigurationFault) {
    guard let path else { throw .noFolder }
    lines.removeAll { Self.pair($0)?.key == setting.rawValue }
    if let value { lines.append("\(setting.rawValue) = \(value)") }
    let text = lines.map { $0 + "\n" }.joined()
    do {
      try FileBytes.makeFolders(of: path)
      let file = try WholeFile(path: Self.resolved(path))
      try file.write(Array(text.utf8))
      try file.finish(replaces: true)
    } catch FileError.failed(let number) {
      throw .unwritable(path: path, errorNumber: number)
    } catch {
      throw .unwritable(path: path, errorNumber: EIO)
    }
  }

  /// The file itself, where the path is a link to it.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  private static func pair(_ line: String) -> (key: String, value: String)? {
    let bytes = Array(line.utf8)
    guard let sign = bytes.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let key = trimmed(bytes[..<sign])
    guard !key.isEmpty, !key.utf8.starts(with: "#".utf8) else { return nil }
    return (key, trimmed(bytes[(sign + 1)...]))
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    let rest = bytes.drop(while: isBlank)
    guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(decoding: rest[...last], as: UTF8.self)
  }
}

/// Why the configuration file can't be written.
enum ConfigurationFault: EscaleError, Hashable {
  case noFolder
  case unwritable(path: String, errorNumber: Int32)

  var code: String {
    switch self {
    case .noFolder: "config.no-folder"
    case .unwritable: "config.unwritable"
    }
  }

  var kind: ErrorKind {
    switch self {
    case .noFolder: .usage
    case .unwritable: .unexpected
    }
  }

  var message: Words {
    switch self {
    case .noFolder:
      Words(
        french: "Ni HOME ni XDG_CONFIG_HOME ne dit où sont vos fichiers.",
        english: "Neither HOME nor XDG_CONFIG_HOME says where your files are.")
    case .unwritable(let path, let number):
      Words(
        french: "« \(path) » n'a pas pu être écrit : \(SystemText.french(number)).",
        english: "\"\(path)\" could not be written: \(SystemText.reason(number)).")
    }
  }

  var hint: Words? {
    Words(
      french: "Les variables de l'environnement disent la même chose, par exemple ESCALE_LANG.",
      english: "Variables of the environment say the same, for example ESCALE_LANG.")
  }
}
