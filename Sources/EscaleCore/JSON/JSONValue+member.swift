// Reading the entries of an object. A key whose value is null counts as absent.
extension JSONValue {
  /// The node under a key, or nothing where the key is absent or null.
  ///
  /// - Throws: ``JSONShapeError`` if this is not an object.
  package func optional(_ key: String) throws(JSONShapeError) -> JSONValue? {
    guard case .object(let members) = content else { throw wrongKind(.object) }
    guard let member = members.first(where: { $0.key.hasSameBytes(as: key) }),
      member.value.kind != .null
    else { return nil }
    return member.value.placed(at: pathOfMember(key))
  }

  /// The node under a key.
  package func required(_ key: String) throws(JSONShapeError) -> JSONValue {
    if let value = try optional(key) { return value }
    throw JSONShapeError(path: pathOfMember(key), line: line, problem: .missing)
  }

  /// Refuses every key but these.
  package func allow(keys: [String]) throws(JSONShapeError) {
    for member in try members() where !keys.contains(where: { $0.hasSameBytes(as: member.key) }) {
      throw member.value.error(.unknownKey)
    }
  }

  /// The object under a key.
  package func object(_ key: String) throws(JSONShapeError) -> JSONValue {
    let value = try required(key)
    guard value.kind == .object else { throw value.wrongKind(.object) }
    return value
  }

  /// The object under a key, or nothing.
  package func optionalObject(_ key: String) throws(JSONShapeError) -> JSONValue? {
    try optional(key) == nil ? nil : object(key)
  }

  /// The elements of the array under a key.
  package func array(_ key: String) throws(JSONShapeError) -> [JSONValue] {
    try required(key).elements()
  }

  /// The elements of the array under a key, or nothing.
  package func optionalArray(_ key: String) throws(JSONShapeError) -> [JSONValue]? {
    try optional(key)?.elements()
  }

  /// The text under a key.
  package func string(_ key: String) throws(JSONShapeError) -> String {
    try required(key).string()
  }

  /// The text under a key, or nothing.
  package func optionalString(_ key: String) throws(JSONShapeError) -> String? {
    try optional(key)?.string()
  }

  /// The texts of the array under a key.
  package func strings(_ key: String) throws(JSONShapeError) -> [String] {
    try required(key).strings()
  }

  /// The texts of the array under a key, or nothing.
  package func optionalStrings(_ key: String) throws(JSONShapeError) -> [String]? {
    try optional(key)?.strings()
  }

  /// The whole number under a key.
  package func int(
    _ key: String, in range: ClosedRange<Int64> = .min ... .max
  ) throws(JSONShapeError) -> Int64 {
    try required(key).int(in: range)
  }

  /// The whole number under a key, or nothing.
  package func optionalInt(
    _ key: String, in range: ClosedRange<Int64> = .min ... .max
  ) throws(JSONShapeError) -> Int64? {
    try optional(key)?.int(in: range)
  }

  /// True or false, under a key.
  package func bool(_ key: String) throws(JSONShapeError) -> Bool {
    try required(key).bool()
  }

  /// True or false, under a key, or nothing.
  package func optionalBool(_ key: String) throws(JSONShapeError) -> Bool? {
    try optional(key)?.bool()
  }
}
