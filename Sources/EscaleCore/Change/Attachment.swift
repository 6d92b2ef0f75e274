/// A file that somebody attached to a request: what is said of it; its bytes are a blob.
///
/// All of it stands in the payload, so that erasing the payload leaves neither the name nor a hash
/// that could be compared with those of known files.
package struct Attachment: Hashable, Sendable {
  /// The longest name in bytes of UTF-8.
  package static let nameByteLimit = 255
  /// The longest name of a media type in bytes.
  package static let mediaTypeByteLimit = 127
  /// The largest file that can be spoken of, in bytes; what a desk takes is ``Policy``'s.
  package static let byteCountLimit: UInt64 = 1 << 40

  /// The name that it had at its author's: a label, never a path.
  package var name: String
  /// How many bytes the file has.
  package var byteCount: UInt64
  /// The SHA-256 of its bytes.
  package var blob: Fingerprint
  /// What the file is, by its author's reading of its first bytes.
  package var mediaType: String

  package init(name: String, byteCount: UInt64, blob: Fingerprint, mediaType: String) {
    self.name = name
    self.byteCount = byteCount
    self.blob = blob
    self.mediaType = mediaType
  }
}

extension CBORWriter {
  /// Writes an attachment: `[name, bytes, SHA-256, media type]`.
  mutating func attachment(_ attachment: Attachment) {
    array(count: 4)
    text(attachment.name)
    unsigned(attachment.byteCount)
    fingerprint(attachment.blob)
    text(attachment.mediaType)
  }
}

extension CBORReader {
  mutating func attachment() throws(CBORError) -> Attachment {
    guard try array(limit: 4) == 4 else { throw .invalidField }
    let name = try text(limit: Attachment.nameByteLimit)
    let byteCount = try unsigned()
    guard !name.utf8.isEmpty, byteCount <= Attachment.byteCountLimit else { throw .invalidField }
    return Attachment(
      name: name, byteCount: byteCount, blob: try fingerprint(),
      mediaType: try text(limit: Attachment.mediaTypeByteLimit))
  }
}
