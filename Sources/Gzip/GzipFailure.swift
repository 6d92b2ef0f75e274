/// Why bytes are not acceptable as gzip.
package enum GzipFailure: Error, Sendable, Hashable {
  /// The bytes aren't gzip, or their checksum or length is wrong.
  case malformed
  /// The bytes end before the member does.
  case truncated
  /// More comes after the end of the only member.
  case trailingBytes
  /// More would come out than was allowed.
  case tooLarge(byteLimit: Int)
}
