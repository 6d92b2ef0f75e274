import CZlib

/// Decompresses gzip chunk by chunk: a body as it arrives, a file as it is read.
///
/// Feed chunks of any size, take what each one gives, and call ``finish()`` after the last. After
/// a failure the reader is of no more use. Memory: one chunk's output and 64 KiB.
package struct GzipReader: ~Copyable {
  /// How many members a stream may have.
  package enum Members: Sendable {
    /// Exactly one, and nothing after it: what a body is.
    case one
    /// One or more, end to end: what a file may be (RFC 1952, section 2.2).
    case many
    /// Exactly one, and after it what is somebody else's to read.
    case leading
  }

  /// How much is decompressed at a time, in bytes.
  private static let stepByteCount = 64 << 10

  private let byteLimit: Int
  private let members: Members
  private let stream: ZlibStream
  private let step: UnsafeMutableBufferPointer<UInt8>
  private var producedByteCount = 0
  private var isInsideMember = true

  /// A reader at the start of a stream.
  ///
  /// `byteLimit` is the most bytes that may come out, over all chunks and members.
  package init(byteLimit: Int, members: Members) {
    precondition(byteLimit >= 0, "a limit is a count")
    self.byteLimit = byteLimit
    self.members = members
    self.step = .allocate(capacity: Self.stepByteCount)
    self.stream = ZlibStream(
      begin: { stream in
        inflateInit2_(
          stream, ZlibStream.gzipWindowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
      },
      end: inflateEnd)
  }

  deinit { step.deallocate() }

  /// What the next chunk gives.
  ///
  /// - Throws: ``GzipFailure``, also when the limit for the whole stream is passed.
  package mutating func read(_ chunk: [UInt8]) throws(GzipFailure) -> [UInt8] {
    var output: [UInt8] = []
    try chunk.withUnsafeBufferPointer { bytes throws(GzipFailure) in
      try read(UnsafeRawBufferPointer(bytes), appendingTo: &output)
    }
    return output
  }

  /// Appends what the next chunk gives.
  ///
  /// - Throws: ``GzipFailure``, also when the limit for the whole stream is passed; what was
  ///   appended before that stays.
  package mutating func read(
    _ chunk: UnsafeRawBufferPointer, appendingTo output: inout [UInt8]
  ) throws(GzipFailure) {
    precondition(chunk.count <= Int(Int32.max), "too long for one chunk")
    guard let start = chunk.bindMemory(to: UInt8.self).baseAddress, !chunk.isEmpty else { return }
    stream.pointer.pointee.next_in = UnsafeMutablePointer(mutating: start)
    stream.pointer.pointee.avail_in = UInt32(chunk.count)
    while try takeStep(appendingTo: &output) {}
  }

  /// Whether the last member that came has ended.
  package var isAtEnd: Bool { !isInsideMember }

  /// How many bytes at the end of the last chunk lie behind a ``Members/leading`` member.
  package var unreadByteCount: Int { Int(stream.pointer.pointee.avail_in) }

  /// Says that no more chunks come.
  ///
  /// - Throws: ``GzipFailure/truncated`` if the last member hasn't ended.
  package consuming func finish() throws(GzipFailure) {
    if isInsideMember { throw .truncated }
  }

  /// Decompresses one step's worth; false when this chunk has no more to give.
  private mutating func takeStep(appendingTo output: inout [UInt8]) throws(GzipFailure) -> Bool {
    if !isInsideMember {
      guard stream.pointer.pointee.avail_in > 0, members != .leading else { return false }
      guard members == .many else { throw .trailingBytes }
      inflateReset(stream.pointer)
      isInsideMember = true
    }
    stream.pointer.pointee.next_out = step.baseAddress
    stream.pointer.pointee.avail_out = UInt32(step.count)
    let status = inflate(stream.pointer, Z_NO_FLUSH)
    let count = step.count - Int(stream.pointer.pointee.avail_out)
    try append(count, to: &output)
    switch status {
    case Z_STREAM_END: isInsideMember = false
    case Z_OK: break
    case Z_BUF_ERROR: return false  // no input left and nothing pending: not an error in zlib
    default: throw .malformed
    }
    return stream.pointer.pointee.avail_in > 0 || count == step.count
  }

  private mutating func append(_ count: Int, to output: inout [UInt8]) throws(GzipFailure) {
    guard count <= byteLimit - producedByteCount else { throw .tooLarge(byteLimit: byteLimit) }
    producedByteCount += count
    output.append(contentsOf: UnsafeBufferPointer(rebasing: step[..<count]))
  }
}
