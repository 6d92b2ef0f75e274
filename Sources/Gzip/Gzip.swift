/// Compression as HTTP bodies and files use it: gzip (RFC 1952), by zlib.
package enum Gzip {
  /// The level that bodies are compressed with unless the caller says otherwise.
  ///
  /// Level 6 saves some 15 % more and takes twice the time.
  package static let defaultLevel = 1

  /// The bytes as one gzip member.
  ///
  /// The level runs from 0, stored, to 9, smallest. Always succeeds; the same bytes and level
  /// give the same result under one zlib.
  package static func compress(_ bytes: [UInt8], level: Int = defaultLevel) -> [UInt8] {
    precondition((0...9).contains(level), "gzip has no level \(level)")
    let deflater = Deflater(level: Int32(level))
    return deflater.member(of: bytes)
  }

  /// What one gzip member holds.
  ///
  /// Exactly one member is accepted, from the first byte to the last: no further members, no
  /// trailing bytes. `byteLimit` is the most that may come out; never more than that and a
  /// small working buffer is held.
  ///
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
