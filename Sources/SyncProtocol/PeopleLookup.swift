package import EscaleCore

/// A search for people whom the replica needn't hold: `POST /v1/people`.
package struct PeopleRequest: Hashable, Sendable {
  /// The longest text of words in bytes.
  package static let byteLimit = 256

  /// Parts of names, mail addresses and team codes, separated by spaces; all must be found.
  package var words: String

  package init(words: String) { self.words = words }
}

/// Those who were found, by ascending number; at most ``limit``.
package struct PeopleAnswer: Hashable, Sendable {
  /// The most people in one answer.
  package static let limit = 50

  package var people: [DirectoryEntry]
  /// Whether there are more: other words narrow it down.
  package var hasMore: Bool

  package init(people: [DirectoryEntry], hasMore: Bool) {
    self.people = people
    self.hasMore = hasMore
  }
}

extension PeopleRequest {
  /// The message as CBOR: `[words]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 1)
    writer.text(words)
    return writer.bytes
  }

  /// Reads a message.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one within its limits.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    try reader.tuple(count: 1)
    words = try reader.text(limit: PeopleRequest.byteLimit)
    try reader.finish()
  }
}

extension PeopleAnswer {
  /// The message as CBOR: `[[entries], has more]`.
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    writer.array(count: 2)
    writer.list(people) { $0.directoryEntry($1) }
    writer.boolean(hasMore)
    return writer.bytes
  }

  /// Reads a message.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed one within its limits.
  package init(bytes: [UInt8]) throws(CBORError) {
    var reader = CBORReader(bytes)
    try reader.tuple(count: 2)
    people = try reader.list(limit: PeopleAnswer.limit) { (reader) throws(CBORError) in
      try reader.directoryEntry()
    }
    hasMore = try reader.boolean()
    try reader.finish()
  }
}
