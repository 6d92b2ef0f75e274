import CZlib

/// Compresses whole byte arrays into single gzip members.
struct Deflater: ~Copyable {
  private let stream: ZlibStream

  init(level: Int32) {
    self.stream = ZlibStream(
      begin: { stream in
        deflateInit2_(
          stream, level, Z_DEFLATED, ZlibStream.gzipWindowBits, MAX_MEM_LEVEL - 1,
          Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
      },
      end: deflateEnd)
  }

  /// The bytes as one member, made in one pass into a buffer of the size that zlib promises.
  ///
  /// Takes up to 2 GiB, far beyond every limit of a body.
  consuming func member(of bytes: [UInt8]) -> [UInt8] {
    let bound = Int(deflateBound(stream.pointer, UInt(bytes.count)))
    precondition(bound <= Int(Int32.max), "too long for one pass")
    return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
      bytes.withUnsafeBufferPointer { input in
        stream.pointer.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointer.pointee.avail_in = UInt32(input.count)
        stream.pointer.pointee.next_out = output.baseAddress
        stream.pointer.pointee.avail_out = UInt32(output.count)
        let status = deflate(stream.pointer, Z_FINISH)
        precondition(status == Z_STREAM_END, "zlib broke its promise: \(status)")
      }
      count = Int(stream.pointer.pointee.total_out)
    }
  }
}
