import Console
import Gzip

/// An incident log as a file: comma-separated values, or those in a gzip archive.
enum LogFile {
  private static let pieceByteCount = 256 << 10

  /// Everything in the log, decompressed where the file begins like an archive.
  ///
  /// `progress` is told from time to time how many bytes have come.
  ///
  /// - Throws: ``ImportError``.
  static func read(
    _ path: String, byteLimit: Int, progress: (Int) -> Void
  ) throws(ImportError) -> [UInt8] {
    let bytes = try fileBytes(path, byteLimit: byteLimit)
    guard bytes.starts(with: gzipMagic) else { return bytes }
    do {
      return try decompressed(bytes, byteLimit: byteLimit, progress: progress)
    } catch {
      if case .tooLarge(let limit) = error { throw .tooLong(byteLimit: limit) }
      throw .damagedArchive(path: path)
    }
  }

  private static func fileBytes(_ path: String, byteLimit: Int) throws(ImportError) -> [UInt8] {
    do {
      return try FileBytes.read(path: path, byteLimit: byteLimit)
    } catch {
      switch error {
      case .failed(let number): throw .unreadable(path: path, errorNumber: number)
      case .tooLong(let limit): throw .tooLong(byteLimit: limit)
      }
    }
  }

  /// The first two bytes of every gzip member (RFC 1952, section 2.3.1).
  private static let gzipMagic: [UInt8] = [0x1F, 0x8B]

  private static func decompressed(
    _ bytes: [UInt8], byteLimit: Int, progress: (Int) -> Void
  ) throws(GzipFailure) -> [UInt8] {
    var reader = GzipReader(byteLimit: byteLimit, members: .many)
    var output: [UInt8] = []
    var start = 0
    while start < bytes.count {
      let end = min(start + pieceByteCount, bytes.count)
      output += try reader.read(Array(bytes[start..<end]))
      start = end
      progress(output.count)
    }
    try reader.finish()
    return output
  }
}
