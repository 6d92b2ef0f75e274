/// Writes JSON into a buffer of bytes, as fast as the bytes can be copied.
///
/// Values are written in the order of the calls; whoever calls keeps begin and end in pairs and
/// puts a key before each value of an object. One line, without spaces, unless `pretty`. The same
/// calls give the same bytes.
package struct JSONWriter: Sendable {
  /// What was written so far, in UTF-8.
  package private(set) var bytes: [UInt8] = []

  private let isPretty: Bool
  private var depth = 0
  private var hasValueBefore = false
  private var followsKey = false

  /// A writer with an empty buffer.
  ///
  /// - Parameter pretty: one entry a line, indented by two spaces, for files that people edit.
  package init(pretty: Bool = false) {
    self.isPretty = pretty
  }

  /// The text that was written so far.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Begins an object.
  package mutating func beginObject() { begin(UInt8(ascii: "{")) }

  /// Ends the object that was begun last.
  package mutating func endObject() { end(UInt8(ascii: "}")) }

  /// Begins an array.
  package mutating func beginArray() { begin(UInt8(ascii: "[")) }

  /// Ends the array that was begun last.
  package mutating func endArray() { end(UInt8(ascii: "]")) }

  /// Writes the key of the next value.
  package mutating func key(_ key: String) {
    separate()
    appendQuoted(key)
    bytes.append(UInt8(ascii: ":"))
    if isPretty { bytes.append(UInt8(ascii: " ")) }
    followsKey = true
  }

  /// Writes a text.
  package mutating func string(_ text: String) {
    separate()
    appendQuoted(text)
  }

  /// Writes a whole number.
  package mutating func int(_ number: some BinaryInteger) {
    separate()
    bytes += String(number).utf8
  }

  /// Writes a number; what JSON has no word for (infinities, "not a number") becomes null.
  package mutating func double(_ number: Double) {
    guard number.isFinite else { return null() }
    separate()
    bytes += number.description.utf8
  }

  /// Writes true or false.
  package mutating func bool(_ bool: Bool) {
    separate()
    bytes += (bool ? "true" : "false").utf8
  }

  /// Writes null.
  package mutating func null() {
    separate()
    bytes += "null".utf8
  }

  /// Ends the line: between the values of a stream of them, or after the last.
  package mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    if depth == 0 { hasValueBefore = false }
  }

  /// Forgets what was written, once it has been passed on; keeps the room.
  package mutating func removeWritten() { bytes.removeAll(keepingCapacity: true) }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    depth += 1
    hasValueBefore = false
  }

  private mutating func end(_ bracket: UInt8) {
    precondition(depth > 0 && !followsKey, "an end without its beginning, or a key without a value")
    depth -= 1
    if isPretty, hasValueBefore { indent() }
    bytes.append(bracket)
    hasValueBefore = true
  }

  /// Puts what belongs between the value or key to come and what stands before it.
  private mutating func separate() {
    if followsKey {
      followsKey = false
      return
    }
    if hasValueBefore { bytes.append(UInt8(ascii: ",")) }
    if isPretty, depth > 0 { indent() }
    hasValueBefore = true
  }

  private mutating func indent() {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  private mutating func appendQuoted(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    JSONEscape.append(text, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }
}
