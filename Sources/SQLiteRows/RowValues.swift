import CSQLite

/// The values of one row, in the order of a statement's marks; SQLite copies each.
package struct RowValues {
  private let statement: OpaquePointer
  private var index: Int32 = 0
  /// The first failure, or `SQLITE_OK`.
  private(set) var result = SQLITE_OK
  /// Tells SQLite to copy what it is given: the value that its header spells `SQLITE_TRANSIENT`.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  init(_ statement: OpaquePointer) { self.statement = statement }

  package mutating func add(_ value: Int64) {
    let mark = next()
    note(sqlite3_bind_int64(statement, mark, value))
  }

  package mutating func add(_ value: Int64?) {
    guard let value else { return addNull() }
    add(value)
  }

  package mutating func add(_ value: String?) {
    guard var value else { return addNull() }
    let (mark, statement) = (next(), statement)
    guard !value.utf8.isEmpty else {
      return note(sqlite3_bind_text(statement, mark, "", 0, RowValues.copied))
    }
    let result = value.withUTF8 { text in
      text.withMemoryRebound(to: CChar.self) { text in
        sqlite3_bind_text(
          statement, mark, text.baseAddress, Int32(text.count), RowValues.copied)
      }
    }
    note(result)
  }

  package mutating func add(_ bytes: [UInt8]?) {
    guard let bytes else { return addNull() }
    bytes.withUnsafeBytes { add($0) }
  }

  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let mark = next()
    guard let start = bytes.baseAddress, !bytes.isEmpty else {
      return note(sqlite3_bind_zeroblob(statement, mark, 0))
    }
    note(sqlite3_bind_blob(statement, mark, start, Int32(bytes.count), RowValues.copied))
  }

  package mutating func addNull() {
    let mark = next()
    note(sqlite3_bind_null(statement, mark))
  }

  private mutating func next() -> Int32 {
    index += 1
    return index
  }

  private mutating func note(_ code: Int32) {
    if result == SQLITE_OK { result = code }
  }
}
