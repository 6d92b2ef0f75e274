/// Reads comma-separated values, record by record, whatever the bytes.
///
/// RFC 4180: fields between commas, in quotes where they hold commas, quotes (doubled) or line
/// ends; lines end in CRLF, LF or CR. Empty lines are passed over. A record that breaks the rules
/// comes with its fault, and reading goes on at the next line.
package struct CSVScanner: Sendable {
  /// How many fields a record may have.
  package static let fieldLimit = 256
  /// The longest field in bytes.
  package static let fieldByteLimit = 65_536

  private let bytes: [UInt8]
  private var index: Int
  private var line = 1

  /// A scanner at the start of a file; a byte order mark is passed over.
  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// How far reading has come, from 0 to 1.
  package var progress: Double {
    bytes.isEmpty ? 1 : Double(index) / Double(bytes.count)
  }

  /// The next record, or nil at the end.
  package mutating func next() -> CSVRecord? {
    while index < bytes.count, isLineEnd(bytes[index]) { endLine() }
    guard index < bytes.count else { return nil }
    var record = CSVRecord(bytes: bytes, line: line)
    while true {
      let field = field(&record.fault)
      if record.fields.count < Self.fieldLimit {
        record.fields.append(field)
      } else {
        record.fault = record.fault ?? .tooManyFields
      }
      guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { break }
      index += 1
    }
    if record.fault == .textAfterQuote { skipLine() }
    endLine()
    return record
  }

  private mutating func field(_ fault: inout CSVRecord.Fault?) -> CSVRecord.Field {
    let isQuoted = index < bytes.count && bytes[index] == UInt8(ascii: "\"")
    let range = isQuoted ? quoted(&fault) : plain()
    if range.count > Self.fieldByteLimit { fault = fault ?? .fieldTooLong }
    return CSVRecord.Field(range: range, isQuoted: isQuoted)
  }

  private mutating func plain() -> Range<Int> {
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: ","), !isLineEnd(bytes[index]) {
      index += 1
    }
    return start..<index
  }

  /// What stands between the quotes, doubled ones still doubled.
  private mutating func quoted(_ fault: inout CSVRecord.Fault?) -> Range<Int> {
    index += 1
    let start = index
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "\"") {
        guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else { break }
        index += 1
      } else if bytes[index] == UInt8(ascii: "\n") {
        line += 1
      }
      index += 1
    }
    let end = index
    guard index < bytes.count else {
      fault = .unterminatedQuote
      return start..<end
    }
    index += 1
    if index < bytes.count, bytes[index] != UInt8(ascii: ","), !isLineEnd(bytes[index]) {
      fault = fault ?? .textAfterQuote
    }
    return start..<end
  }

  private func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  private mutating func skipLine() {
    while index < bytes.count, !isLineEnd(bytes[index]) { index += 1 }
  }

  private mutating func endLine() {
    guard index < bytes.count else { return }
    let isPair =
      bytes[index] == UInt8(ascii: "\r") && index + 1 < bytes.count
      && bytes[index + 1] == UInt8(ascii: "\n")
    index += isPair ? 2 : 1
    line += 1
  }
}
