/// The texts and values of a change, and eight random bytes.
///
/// The random bytes keep the hash of an erased "yes" from being guessed. A payload can be erased
/// without breaking a chain: its hash stays.
///
/// Source: DESIGN, "A change, in bytes".
package struct Payload: Hashable, Sendable {
  /// The longest payload in bytes.
  package static let byteLimit = 262_144
  /// The longest text (a description, a comment, a reason, a solution) in bytes of UTF-8.
  package static let textByteLimit = 65_536
  /// The longest title in bytes of UTF-8.
  package static let titleByteLimit = 255
  /// How many fields one change may set.
  package static let fieldLimit = 64
  /// How many random bytes a payload starts with.
  package static let nonceByteCount = 8

  package var nonce: [UInt8]
  /// The question, reason, answer, solution or comment.
  package var text: String?
  /// Values in ascending order of their keys; no key twice.
  package private(set) var fields: [Field]
  /// The file that the change attaches.
  package var attachment: Attachment?

  /// One field's value.
  package struct Field: Hashable, Sendable {
    package let key: FieldKey
    package let value: String

    package init(key: FieldKey, value: String) {
      self.key = key
      self.value = value
    }
  }

  package init(
    nonce: [UInt8], text: String? = nil, fields: [FieldKey: String] = [:],
    attachment: Attachment? = nil
  ) {
    self.nonce = nonce
    self.text = text
    self.attachment = attachment
    self.fields = fields.map { Field(key: $0.key, value: $0.value) }.sorted { $0.key < $1.key }
  }

  /// The value of a field that this change sets.
  package subscript(key: FieldKey) -> String? { fields.first { $0.key == key }?.value }
}

private enum PayloadKey {
  static let nonce: UInt64 = 0
  static let text: UInt64 = 1
  static let fields: UInt64 = 2
  static let attachment: UInt64 = 3
}

extension Payload {
  /// The payload as deterministic CBOR: a map with integer keys.
  package var bytes: [UInt8] {
    var writer = CBORWriter()
    let parts = [text != nil, !fields.isEmpty, attachment != nil]
    writer.map(count: 1 + parts.count { $0 })
    writer.key(PayloadKey.nonce)
    writer.byteString(nonce)
    if let text {
      writer.key(PayloadKey.text)
      writer.text(text)
    }
    if !fields.isEmpty {
      writer.key(PayloadKey.fields)
      writer.map(count: fields.count)
      for field in fields {
        writer.text(field.key.rawValue)
        writer.text(field.value)
      }
    }
    if let attachment {
      writer.key(PayloadKey.attachment)
      writer.attachment(attachment)
    }
    return writer.bytes
  }

  /// Reads a payload; unknown keys are read over.
  ///
  /// - Throws: ``CBORError`` for anything that isn't a well-formed payload within its limits.
  package init(bytes: [UInt8]) throws(CBORError) {
    guard bytes.count <= Payload.byteLimit else { throw .beyondLimit }
    var reader = CBORReader(bytes)
    var (nonce, text, fields): ([UInt8]?, String?, [Field]) = (nil, nil, [])
    var attachment: Attachment?
    try reader.keyedMap { (reader, key) throws(CBORError) in
      switch key {
      case PayloadKey.nonce: nonce = try reader.byteString(limit: Payload.nonceByteCount)
      case PayloadKey.text: text = try reader.text(limit: Payload.textByteLimit)
      case PayloadKey.fields: fields = try reader.payloadFields()
      case PayloadKey.attachment: attachment = try reader.attachment()
      default: try reader.skip()
      }
    }
    try reader.finish()
    guard let nonce, nonce.count == Payload.nonceByteCount else { throw .invalidField }
    self.nonce = nonce
    self.text = text
    self.fields = fields
    self.attachment = attachment
  }
}

extension Payload {
  /// Checks what ``init(bytes:)`` would read, and keeps nothing of it.
  ///
  /// - Throws: ``CBORError`` for what can't be read.
  package static func check(_ bytes: [UInt8]) throws(CBORError) {
    guard bytes.count <= Payload.byteLimit else { throw .beyondLimit }
    var reader = CBORReader(bytes)
    var nonceByteCount: Int?
    try reader.keyedMap { (reader, key) throws(CBORError) in
      switch key {
      case PayloadKey.nonce:
        nonceByteCount = try reader.byteCount(limit: Payload.nonceByteCount)
      case PayloadKey.text: try reader.checkText(limit: Payload.textByteLimit)
      case PayloadKey.fields: try reader.checkPayloadFields()
      case PayloadKey.attachment: _ = try reader.attachment()
      default: try reader.skip()
      }
    }
    try reader.finish()
    guard nonceByteCount == Payload.nonceByteCount else { throw .invalidField }
  }
}

extension CBORReader {
  fileprivate mutating func checkPayloadFields() throws(CBORError) {
    var former: FieldKey?
    for _ in 0..<(try map(limit: Payload.fieldLimit)) {
      let key = FieldKey(rawValue: try text(limit: FieldKey.byteLimit))
      if let former, !(former < key) { throw .notDeterministic }
      former = key
      try checkText(limit: Payload.textByteLimit)
    }
  }

  fileprivate mutating func payloadFields() throws(CBORError) -> [Payload.Field] {
    let count = try map(limit: Payload.fieldLimit)
    var fields: [Payload.Field] = []
    fields.reserveCapacity(count)
    for _ in 0..<count {
      let key = FieldKey(rawValue: try text(limit: FieldKey.byteLimit))
      if let former = fields.last, !(former.key < key) { throw .notDeterministic }
      fields.append(Payload.Field(key: key, value: try text(limit: Payload.textByteLimit)))
    }
    return fields
  }
}
