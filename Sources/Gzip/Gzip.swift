/// Compression as HTTP bodies and files use it: gzip (RFC 1952), by zlib.
package enum Gzip {
  /// The level that bodies are compressed with unless the caller says otherwise.
  ///
  /// Level 6 saves some 15 % more and takes twice the time.
  package static let defaultLevel = 1

  /// The bytes as one gzip member.
  ///
  /// Always succeeds; the same bytes and level give the same result under one zlib.
  ///
  /// - Parameter level: from 0, stored, to 9, smallest.
  package static func compress(_ bytes: [UInt8], level: Int = defaultLevel) -> [UInt8] {
    precondition((0...9).contains(level), "gzip has no level \(level)")
    let deflater = Deflater(level: Int32(level))
    return deflater.member(of: bytes)
  }

  /// What one gzip member holds.
  ///
  /// Exactly one member is accepted, from the first byte to the last: no further members, no
  /// trailing bytes. Never holds more than the limit and a small working buffer.
  ///
  /// - Parameter byteLimit: the most bytes that may come out.
  /// - Throws: ``GzipFailure``; the limit is reported before anything beyond it is kept.
  package static func decompress(
    _ bytes: [UInt8], byteLimit: Int
  ) throws(GzipFailure) -> [UInt8] {
    var reader = GzipReader(byteLimit: byteLimit, members: .one)
    let result = try reader.read(bytes)
    try reader.finish()
    return result
  }
}
