/// One record of comma-separated values: where its fields lie in the file.
package struct CSVRecord: Sendable {
  /// Why a record can't be read as it should.
  package enum Fault: Hashable, Sendable {
    /// The file ends inside quotes.
    case unterminatedQuote
    /// Something stands between a closing quote and the next comma.
    case textAfterQuote
    /// More than ``CSVScanner/fieldLimit`` fields.
    case tooManyFields
    /// A field of more than ``CSVScanner/fieldByteLimit`` bytes.
    case fieldTooLong
  }

  struct Field: Sendable {
    let range: Range<Int>
    let isQuoted: Bool
  }

  /// The line on which it begins, from 1.
  package let line: Int
  /// What is wrong with it, if anything.
  package internal(set) var fault: Fault?

  private let bytes: [UInt8]
  var fields: [Field] = []

  init(bytes: [UInt8], line: Int) {
    self.bytes = bytes
    self.line = line
  }

  /// How many fields it has.
  package var count: Int { fields.count }

  /// The text of a field; bytes that aren't UTF-8 become U+FFFD.
  package func text(_ index: Int) -> String {
    let field = fields[index]
    guard field.isQuoted else { return String(decoding: bytes[field.range], as: UTF8.self) }
    var kept: [UInt8] = []
    var isSecond = false
    for byte in bytes[field.range] {
      isSecond = byte == UInt8(ascii: "\"") && !isSecond
      if !isSecond { kept.append(byte) }
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// Whether a field is exactly this one byte: how logs write "unknown".
  func isByte(_ byte: UInt8, at index: Int) -> Bool {
    let range = fields[index].range
    return range.count == 1 && bytes[range.lowerBound] == byte
  }
}
