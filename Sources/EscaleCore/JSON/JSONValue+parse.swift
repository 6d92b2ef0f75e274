extension JSONValue {
  /// How deep objects and arrays may be nested.
  package static let depthLimit = 64
  /// How many bytes a document may have where the caller names no limit: 64 MiB.
  package static let defaultByteLimit = 64 << 20

  /// The document that the bytes spell.
  ///
  /// Strict RFC 8259 in UTF-8; a byte order mark at the start is passed over. Duplicate keys,
  /// lone surrogates and numbers that don't fit are refused. A whole number without fraction or
  /// exponent becomes `integer`, any other `number`.
  ///
  /// - Throws: ``JSONError`` with the place of the first mistake.
  package static func parse(
    _ bytes: [UInt8], byteLimit: Int = defaultByteLimit
  ) throws(JSONError) -> JSONValue {
    guard bytes.count <= byteLimit else {
      throw JSONError(line: 1, column: 1, problem: .tooLong(byteLimit: byteLimit))
    }
    var parser = JSONParser(bytes: bytes)
    return try parser.document()
  }
}
