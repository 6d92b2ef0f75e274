// Reading a node as what it should be.
extension JSONValue {
  /// An error about this node.
  package func error(_ problem: JSONShapeError.Problem) -> JSONShapeError {
    JSONShapeError(path: path, line: line, problem: problem)
  }

  /// An error about this node, in words: the second half of a sentence.
  package func error(french: String, english: String) -> JSONShapeError {
    error(.refused(Words(french: french, english: english)))
  }

  /// The entries of this object, in the order of the document.
  package func members() throws(JSONShapeError) -> [Member] {
    guard case .object(let members) = content else { throw wrongKind(.object) }
    return members.map { member in
      Member(key: member.key, value: member.value.placed(at: pathOfMember(member.key)))
    }
  }

  /// The elements of this array.
  package func elements() throws(JSONShapeError) -> [JSONValue] {
    guard case .array(let elements) = content else { throw wrongKind(.array) }
    return elements.indices.map { elements[$0].placed(at: "\(path)[\($0)]") }
  }

  /// This node as a text.
  package func string() throws(JSONShapeError) -> String {
    guard case .string(let text) = content else { throw wrongKind(.string) }
    return text
  }

  /// This node as a whole number within a range.
  package func int(
    in range: ClosedRange<Int64> = .min ... .max
  ) throws(JSONShapeError) -> Int64 {
    guard case .integer(let number) = content else { throw wrongKind(.integer) }
    guard range.contains(number) else { throw error(.outOfRange(range)) }
    return number
  }

  /// This node as a number, whole or not.
  package func double() throws(JSONShapeError) -> Double {
    switch content {
    case .number(let number): return number
    case .integer(let number): return Double(number)
    default: throw wrongKind(.number)
    }
  }

  /// This node as true or false.
  package func bool() throws(JSONShapeError) -> Bool {
    guard case .bool(let bool) = content else { throw wrongKind(.bool) }
    return bool
  }

  /// This array's elements as texts.
  package func strings() throws(JSONShapeError) -> [String] {
    try elements().map { element throws(JSONShapeError) in try element.string() }
  }

  func wrongKind(_ expected: JSONKind) -> JSONShapeError {
    error(.wrongKind(expected: expected, found: kind))
  }

  func pathOfMember(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  func placed(at path: String) -> JSONValue { JSONValue(content, line: line, path: path) }
}
