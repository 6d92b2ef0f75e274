import Foundation
import Testing

/// The files of this repository, found from where this file was compiled.
enum Repository {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The Swift files of the product targets, in the order of their paths.
  static let sources = files(under: "Sources", extension: "swift")

  /// The names of the folders in `Sources` that hold Swift files: the targets.
  static let targets = Set(sources.map(\.target)).sorted()

  /// The pages: the README and everything below `docs`.
  static let pages = [Page(path: "README.md")] + files(under: "docs", extension: "md")

  /// The text of a file, by its path from the root.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  private static func files(under folder: String, extension suffix: String) -> [Page] {
    let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
    let names = (paths?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix("." + suffix) }
    return names.sorted().map { Page(path: "\(folder)/\($0)") }
  }
}

/// One text file of the repository.
struct Page: Sendable, CustomTestStringConvertible {
  /// The path from the root, such as `Sources/EscaleCore/Merge/decide.swift`.
  let path: String

  /// The second folder of the path: the target that a source belongs to.
  var target: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }
  var testDescription: String { path }

  func text() throws -> String { try Repository.text(path) }

  func lines() throws -> [Line] { Line.all(in: try text()) }
}

/// One line of a file, numbered from 1.
struct Line: Sendable {
  let number: Int
  let text: Substring

  static func all(in text: String) -> [Line] {
    text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
      .map { Line(number: $0.offset + 1, text: Substring($0.element)) }
  }

  /// Whether these bytes occur: a quick look before a regular expression's slow one.
  func has(_ word: String) -> Bool {
    text.withCString { strstr($0, word) != nil }
  }
}
