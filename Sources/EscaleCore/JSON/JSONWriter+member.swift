// Entries of an object in one call each; what isn't there is written as null.
extension JSONWriter {
  /// Writes a key and a text, or null.
  package mutating func member(_ key: String, _ text: String?) {
    self.key(key)
    if let text { string(text) } else { null() }
  }

  /// Writes a key and a whole number, or null.
  package mutating func member<Number: BinaryInteger>(_ key: String, _ number: Number?) {
    self.key(key)
    if let number { int(number) } else { null() }
  }

  /// Writes a key and true or false, or null.
  package mutating func member(_ key: String, _ bool: Bool?) {
    self.key(key)
    if let bool { self.bool(bool) } else { null() }
  }

  /// Writes a key and an array of texts.
  package mutating func member(_ key: String, _ texts: [String]) {
    self.key(key)
    beginArray()
    for text in texts { string(text) }
    endArray()
  }

  /// Writes a key and a node.
  package mutating func member(_ key: String, _ value: JSONValue) {
    self.key(key)
    self.value(value)
  }

  /// Writes a node and all below it.
  package mutating func value(_ value: JSONValue) {
    switch value.content {
    case .object(let members):
      beginObject()
      for member in members { self.member(member.key, member.value) }
      endObject()
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .string(let text): string(text)
    case .integer(let number): int(number)
    case .number(let number): double(number)
    case .bool(let bool): self.bool(bool)
    case .null: null()
    }
  }
}
