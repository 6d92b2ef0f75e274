/// Why a JSON document, though well-formed, doesn't say what was expected of it.
package struct JSONShapeError: EscaleError, Hashable {
  /// Where in the document, such as `people[3].name`; empty for the document itself.
  package let path: String
  /// The line, counted from 1.
  package let line: Int
  /// What is wrong there.
  package let problem: Problem

  /// What can be wrong with the shape of a document.
  package enum Problem: Sendable, Hashable {
    /// A key that must be there isn't, or is null.
    case missing
    /// A node of another kind.
    case wrongKind(expected: JSONKind, found: JSONKind)
    /// A key that means nothing here.
    case unknownKey
    /// A number outside the range that makes sense.
    case outOfRange(ClosedRange<Int64>)
    /// Anything else: a sentence's second half, without its full stop.
    case refused(Words)
  }

  package init(path: String, line: Int, problem: Problem) {
    self.path = path
    self.line = line
    self.problem = problem
  }

  package var code: String { "json.unexpected-shape" }
  package var kind: ErrorKind { .refused }

  package var message: Words {
    let what = problem.words
    let place = path.isEmpty ? Words(french: "le document", english: "the document") : nil
    return Words(
      french: "Ligne \(line), \(place?.french ?? path) : \(what.french).",
      english: "Line \(line), \(place?.english ?? path): \(what.english).")
  }

  package var details: [String: String] { ["line": String(line), "path": path] }
}

extension JSONShapeError.Problem {
  /// The problem as the second half of a sentence, without its full stop.
  package var words: Words {
    switch self {
    case .missing:
      Words(french: "manque", english: "is missing")
    case .wrongKind(let expected, let found):
      Words(
        french: "\(expected.words.french) est attendu ici, pas \(found.words.french)",
        english: "\(expected.words.english) is expected here, not \(found.words.english)")
    case .unknownKey:
      Words(french: "clé inconnue", english: "unknown key")
    case .outOfRange(let range):
      Words(
        french: "doit être compris entre \(range.lowerBound) et \(range.upperBound)",
        english: "must be between \(range.lowerBound) and \(range.upperBound)")
    case .refused(let words):
      words
    }
  }
}
