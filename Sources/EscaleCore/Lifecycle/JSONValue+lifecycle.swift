// Reading parts of a lifecycle's file, failures with the file's own codes.

/// What `read` returns, its failure as a lifecycle's.
func shaped<Value>(
  _ read: () throws(JSONShapeError) -> Value
) throws(LifecycleFault) -> Value {
  do {
    return try read()
  } catch {
    throw .shape(error)
  }
}

extension JSONValue {
  func member(_ key: String) throws(LifecycleFault) -> JSONValue {
    try shaped { () throws(JSONShapeError) in try required(key) }
  }

  func has(_ key: String) throws(LifecycleFault) -> Bool {
    try shaped { () throws(JSONShapeError) in try optional(key) != nil }
  }

  /// The text under a key, with its line.
  func located(_ key: String) throws(LifecycleFault) -> Located<String> {
    let value = try member(key)
    return Located(
      value: try shaped { () throws(JSONShapeError) in try value.string() }, line: value.line)
  }

  /// The whole number under a key.
  func number<Number: FixedWidthInteger & Sendable>(
    _ key: String, in range: ClosedRange<Number>
  ) throws(LifecycleFault) -> Number {
    let bounds = Int64(range.lowerBound)...Int64(range.upperBound)
    let value = try shaped { () throws(JSONShapeError) in try int(key, in: bounds) }
    return Number(truncatingIfNeeded: value)
  }

  /// The rows of the list under a key, each with its line.
  func rows<Row>(
    _ key: String, limit: Int, _ read: (JSONValue) throws(LifecycleFault) -> Row
  ) throws(LifecycleFault) -> [Located<Row>] {
    let elements = try shaped { () throws(JSONShapeError) in try array(key) }
    guard elements.count <= limit else {
      throw .flaw(.tooMany(limit: limit), line: try member(key).line)
    }
    var rows: [Located<Row>] = []
    for element in elements {
      rows.append(Located(value: try read(element), line: element.line))
    }
    return rows
  }

  /// The words of the list under a key, no word twice.
  func words(_ key: String, limit: Int) throws(LifecycleFault) -> [Located<String>] {
    var words: [Located<String>] = []
    let read = try rows(key, limit: limit) { element throws(LifecycleFault) in
      try shaped { () throws(JSONShapeError) in try element.string() }
    }
    for word in read {
      guard !words.contains(where: { $0.value.hasSameBytes(as: word.value) }) else {
        throw .flaw(.repeated(word.value), line: word.line)
      }
      words.append(word)
    }
    return words
  }

  /// The label of a row, which must be there in every language.
  func label(of name: String) throws(LifecycleFault) -> Words {
    let label = try shaped { () throws(JSONShapeError) in try object("label") }
    try shaped { () throws(JSONShapeError) in
      try label.allow(keys: Language.allCases.map(\.rawValue))
    }
    return Words(
      french: try label.text(in: .french, of: name),
      english: try label.text(in: .english, of: name))
  }

  private func text(in language: Language, of name: String) throws(LifecycleFault) -> String {
    let text = try shaped { () throws(JSONShapeError) in try optionalString(language.rawValue) }
    guard let text, !text.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }) else {
      throw .flaw(.missingLabel(of: name, language: language), line: line)
    }
    guard text.utf8.count <= DirectoryItem.textByteLimit else {
      throw .flaw(.invalidName(name), line: line)
    }
    return text
  }
}

extension Located<String> {
  /// The word as one of those that can stand here.
  func choice<Choice: RawRepresentable<String> & CaseIterable>()
    throws(LifecycleFault) -> Choice
  {
    guard let choice = Choice(rawValue: value) else {
      throw .flaw(.unknownWord(value, allowed: Choice.allCases.map(\.rawValue)), line: line)
    }
    return choice
  }
}
