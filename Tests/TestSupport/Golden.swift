import EscaleCore
import Foundation

/// Files that say what a test's outcome was when somebody last read it in review.
///
/// With `RECORD=1` in the environment they are written anew instead of compared.
package enum Golden {
  /// An outcome that isn't the recorded one.
  package struct Mismatch: Error, CustomStringConvertible {
    package let description: String
  }

  private static let hexadecimalLineBytes = 32

  /// Compares a text with the one recorded under a path below `Fixtures`.
  ///
  /// - Throws: ``Mismatch`` where they differ, a file error where none is recorded.
  package static func check(_ text: String, _ path: String) throws {
    guard ProcessInfo.processInfo.environment["RECORD"] != "1" else {
      return try record(text, path)
    }
    let recorded = try Fixture.text(path)
    guard recorded.utf8.elementsEqual(text.utf8) else {
      throw Mismatch(description: difference(recorded, text, path))
    }
  }

  /// Compares bytes with the hexadecimal digits recorded under a path below `Fixtures`.
  ///
  /// - Throws: ``Mismatch`` where they differ, a file error where none is recorded.
  package static func check(_ bytes: [UInt8], _ path: String) throws {
    let lines = stride(from: 0, to: bytes.count, by: hexadecimalLineBytes).map { start in
      bytes[start..<min(start + hexadecimalLineBytes, bytes.count)].hexadecimal
    }
    try check(lines.map { $0 + "\n" }.joined(), path)
  }

  /// The bytes whose hexadecimal digits are recorded under a path below `Fixtures`.
  package static func bytes(_ path: String) throws -> [UInt8] {
    let digits = try Fixture.text(path).filter { !$0.isWhitespace }
    guard let bytes = [UInt8](hexadecimal: digits) else {
      throw Mismatch(description: "\(path) isn't hexadecimal")
    }
    return bytes
  }

  private static func record(_ text: String, _ path: String) throws {
    let file = Fixture.folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file, options: .atomic)
  }

  private static func difference(_ old: String, _ new: String, _ path: String) -> String {
    let (old, new) = (lines(old), lines(new))
    let first = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset
    let line = first ?? min(old.count, new.count)
    return "\(path), line \(line + 1): recorded \(old[safely: line]), now \(new[safely: line])"
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}

extension [Substring] {
  fileprivate subscript(safely index: Int) -> String {
    indices.contains(index) ? "“\(self[index])”" : "nothing"
  }
}
