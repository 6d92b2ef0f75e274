/// Why bytes are not a JSON document, and where.
package struct JSONError: EscaleError, Hashable {
  /// The line, counted from 1.
  package let line: Int
  /// The column, counted from 1 in Unicode scalars.
  package let column: Int
  /// What is wrong there.
  package let problem: Problem

  /// What can be wrong with a document.
  package enum Problem: Sendable, Hashable {
    /// More bytes than the caller allows; nothing was read.
    case tooLong(byteLimit: Int)
    /// Objects and arrays nested deeper than ``JSONValue/depthLimit``.
    case tooDeep(limit: Int)
    /// The document ends in the middle of something.
    case unexpectedEnd
    /// A byte that can't stand where it does.
    case unexpectedByte(UInt8)
    /// Something follows the document.
    case trailingContent
    /// A text that isn't UTF-8.
    case invalidUTF8
    /// An escape that JSON doesn't know, or half of a surrogate pair.
    case badEscape
    /// A control character that should have been escaped.
    case controlCharacter(UInt8)
    /// Digits that don't form a JSON number.
    case badNumber
    /// A number beyond 64 bits, or beyond what a `Double` can hold.
    case numberTooLarge
    /// A key that its object already has.
    case duplicateKey(String)
  }

  package init(line: Int, column: Int, problem: Problem) {
    self.line = line
    self.column = column
    self.problem = problem
  }

  package var code: String { "json.malformed" }
  package var kind: ErrorKind { .refused }

  package var message: Words {
    let what = problem.words
    return Words(
      french: "Ligne \(line), colonne \(column) : \(what.french).",
      english: "Line \(line), column \(column): \(what.english).")
  }

  package var details: [String: String] { ["line": String(line), "column": String(column)] }
}
