/// A node of a JSON document (RFC 8259), with the line it stands on.
///
/// Two nodes are equal when they say the same thing in the same order; texts are compared on
/// their UTF-8 bytes, and lines aren't compared.
package struct JSONValue: Sendable {
  /// What the node says.
  package let content: Content
  /// The line of the document on which the node begins, counted from 1; 0 for a node that was
  /// made by the program.
  package let line: Int
  /// Where the node stands, such as `people[3].name`; empty for the document itself.
  ///
  /// It is known for nodes that were reached through the accessors.
  package let path: String

  /// What a node says.
  package enum Content: Sendable {
    case object([Member])
    case array([JSONValue])
    case string(String)
    case integer(Int64)
    case number(Double)
    case bool(Bool)
    case null
  }

  /// One entry of an object; objects keep the order of the document.
  package struct Member: Sendable {
    package let key: String
    package let value: JSONValue

    package init(key: String, value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  package init(_ content: Content, line: Int = 0, path: String = "") {
    self.content = content
    self.line = line
    self.path = path
  }
}

extension JSONValue: Equatable {
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left.content, right.content) {
    case (.object(let one), .object(let other)): one == other
    case (.array(let one), .array(let other)): one == other
    case (.string(let one), .string(let other)): one.hasSameBytes(as: other)
    case (.integer(let one), .integer(let other)): one == other
    case (.number(let one), .number(let other)): one == other
    case (.bool(let one), .bool(let other)): one == other
    case (.null, .null): true
    default: false
    }
  }
}

extension JSONValue.Member: Equatable {
  package static func == (left: Self, right: Self) -> Bool {
    left.key.hasSameBytes(as: right.key) && left.value == right.value
  }
}

extension String {
  /// Whether two texts have the same UTF-8 bytes.
  ///
  /// Swift's own equality also holds for texts that differ in bytes (`é` in one or two scalars).
  func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
