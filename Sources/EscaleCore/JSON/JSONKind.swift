/// The kinds of JSON node, as error messages name them.
package enum JSONKind: Sendable, Hashable, CaseIterable {
  case object
  case array
  case string
  case integer
  case number
  case bool
  case null

  /// The kind's name with its article.
  package var words: Words {
    switch self {
    case .object: Words(french: "un objet", english: "an object")
    case .array: Words(french: "une liste", english: "an array")
    case .string: Words(french: "un texte", english: "a string")
    case .integer: Words(french: "un nombre entier", english: "a whole number")
    case .number: Words(french: "un nombre", english: "a number")
    case .bool: Words(french: "true ou false", english: "true or false")
    case .null: Words(french: "null", english: "null")
    }
  }
}

extension JSONValue {
  /// What kind of node this is.
  package var kind: JSONKind {
    switch content {
    case .object: .object
    case .array: .array
    case .string: .string
    case .integer: .integer
    case .number: .number
    case .bool: .bool
    case .null: .null
    }
  }
}
