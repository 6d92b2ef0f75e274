import CZlib

/// zlib's own state, at an address that never changes: zlib refuses a stream that has moved.
struct ZlibStream: ~Copyable {
  /// zlib's number for "gzip wrapper, largest window".
  static let gzipWindowBits = MAX_WBITS + 16

  let pointer: UnsafeMutablePointer<z_stream>
  private let end: (UnsafeMutablePointer<z_stream>) -> Int32

  /// A stream that `begin` sets up and `end` takes down.
  ///
  /// Both can only fail for lack of memory or by misuse, which no caller could answer.
  init(
    begin: (UnsafeMutablePointer<z_stream>) -> Int32,
    end: @escaping (UnsafeMutablePointer<z_stream>) -> Int32
  ) {
    self.pointer = .allocate(capacity: 1)
    self.end = end
    pointer.initialize(to: z_stream())
    let status = begin(pointer)
    precondition(status == Z_OK, "zlib didn't start: \(status)")
  }

  deinit {
    _ = end(pointer)
    pointer.deallocate()
  }
}
