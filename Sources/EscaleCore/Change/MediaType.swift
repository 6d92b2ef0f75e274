/// What sort of file some bytes are, told from how they begin, never from a name.
///
/// A small table of what people attach; whatever isn't in it is text where it reads as such, else
/// `application/octet-stream`.
package enum MediaType {
  /// How many bytes of a file are looked at.
  package static let prefixByteCount = 4_096
  /// What nothing better is known of.
  package static let unknown = "application/octet-stream"

  /// The media type of a file that begins with these bytes, of which the first
  /// ``prefixByteCount`` count.
  package static func of(_ bytes: some Collection<UInt8>) -> String {
    let prefix = Array(bytes.prefix(prefixByteCount))
    guard !prefix.isEmpty else { return unknown }
    if let row = table.first(where: { $0.matches(prefix) }) { return row.type }
    return isText(prefix) ? "text/plain" : unknown
  }

  private struct Row {
    let type: String
    /// What stands where; all of it must.
    let marks: [(offset: Int, bytes: [UInt8])]

    init(_ type: String, _ bytes: [UInt8], at offset: Int = 0) {
      self.type = type
      marks = [(offset, bytes)]
    }

    init(_ type: String, _ text: String, at offset: Int = 0) {
      self.init(type, Array(text.utf8), at: offset)
    }

    /// A file in a container: a mark of the container, and one of what it holds.
    init(_ type: String, _ container: [UInt8], _ text: String, at offset: Int) {
      self.type = type
      marks = [(0, container), (offset, Array(text.utf8))]
    }

    func matches(_ prefix: [UInt8]) -> Bool {
      marks.allSatisfy { prefix.dropFirst($0.offset).starts(with: $0.bytes) }
    }
  }

  private static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
  private static let riff = Array("RIFF".utf8)
  private static let office = "application/vnd.openxmlformats-officedocument"

  // The first that fits counts: what is special stands before what is general.
  private static let table: [Row] = [
    Row("application/pdf", "%PDF-"),
    Row("image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
    Row("image/jpeg", [0xFF, 0xD8, 0xFF]),
    Row("image/gif", "GIF87a"),
    Row("image/gif", "GIF89a"),
    Row("image/webp", riff, "WEBP", at: 8),
    Row("image/tiff", [0x49, 0x49, 0x2A, 0x00]),
    Row("image/tiff", [0x4D, 0x4D, 0x00, 0x2A]),
    Row("image/bmp", "BM"),
    Row("image/heic", "ftypheic", at: 4),
    Row("image/avif", "ftypavif", at: 4),
    Row("video/quicktime", "ftypqt  ", at: 4),
    Row("video/mp4", "ftyp", at: 4),
    Row("video/webm", [0x1A, 0x45, 0xDF, 0xA3]),
    Row("video/x-msvideo", riff, "AVI ", at: 8),
    Row("audio/wav", riff, "WAVE", at: 8),
    Row("audio/mpeg", "ID3"),
    Row("audio/mpeg", [0xFF, 0xFB]),
    Row("audio/ogg", "OggS"),
    Row("audio/flac", "fLaC"),
    Row(
      "application/vnd.oasis.opendocument.text", zip,
      "mimetypeapplication/vnd.oasis.opendocument.text", at: 30),
    Row(
      "application/vnd.oasis.opendocument.spreadsheet", zip,
      "mimetypeapplication/vnd.oasis.opendocument.spreadsheet", at: 30),
    Row(
      "application/vnd.oasis.opendocument.presentation", zip,
      "mimetypeapplication/vnd.oasis.opendocument.presentation", at: 30),
    Row("application/epub+zip", zip, "mimetypeapplication/epub+zip", at: 30),
    Row("\(office).wordprocessingml.document", zip, "word/", at: 30),
    Row("\(office).spreadsheetml.sheet", zip, "xl/", at: 30),
    Row("\(office).presentationml.presentation", zip, "ppt/", at: 30),
    Row("\(office)", zip, "[Content_Types].xml", at: 30),
    Row("application/zip", zip),
    Row("application/zip", [0x50, 0x4B, 0x05, 0x06]),
    Row("application/gzip", [0x1F, 0x8B]),
    Row("application/x-bzip2", "BZh"),
    Row("application/x-xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
    Row("application/zstd", [0x28, 0xB5, 0x2F, 0xFD]),
    Row("application/x-7z-compressed", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
    Row("application/vnd.rar", [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07]),
    Row("application/x-tar", "ustar", at: 257),
    Row("application/x-ole-storage", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
    Row("application/rtf", "{\\rtf"),
    Row("application/vnd.sqlite3", "SQLite format 3\0"),
    Row("application/x-elf", [0x7F, 0x45, 0x4C, 0x46]),
    Row("application/vnd.microsoft.portable-executable", "MZ"),
  ]

  /// Whether it reads as UTF-8 without control characters other than those of text; a character
  /// that the prefix cuts at its end is no fault.
  private static func isText(_ prefix: [UInt8]) -> Bool {
    guard prefix.allSatisfy({ $0 >= 0x20 || (0x09...0x0D).contains($0) || $0 == 0x1B }) else {
      return false
    }
    let cuts = prefix.count < prefixByteCount ? 0...0 : 0...3
    return cuts.contains { String(validating: prefix.dropLast($0), as: UTF8.self) != nil }
  }
}
