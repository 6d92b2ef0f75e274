/// The name of the request that is being answered, for whatever is logged meanwhile.
package enum RequestTrace {
  /// The longest name that a proxy's is taken over with, in bytes.
  static let byteLimit = 64

  /// Nil where no request is being answered.
  @TaskLocal package static var id: String?

  /// Whether a name that came with a request may stand in the log.
  static func isFit(_ id: String) -> Bool {
    (8...byteLimit).contains(id.utf8.count)
      && id.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      }
  }
}
