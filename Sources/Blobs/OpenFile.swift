import CGlibc
import Glibc

/// An open file: a descriptor that is closed when nobody has it any more.
final class OpenFile: Sendable {
  /// Whoever makes files here makes them for their owner alone.
  static let mode: mode_t = 0o600

  /// How much is written at once: beyond that the system looks for ever larger blocks of memory to
  /// keep it in, which takes longer than it saves.
  private static let writtenByteCount = 256 << 10

  let descriptor: Int32
  let path: String

  /// - Throws: ``BlobFault``.
  init(_ path: String, _ flags: Int32) throws(BlobFault) {
    descriptor = Glibc.open(path, flags | O_CLOEXEC, OpenFile.mode)
    self.path = path
    guard descriptor >= 0 else { throw BlobFault(path: path, error: errno) }
  }

  deinit { _ = Glibc.close(descriptor) }

  func status() throws(BlobFault) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw fault() }
    return status
  }

  /// Up to `count` bytes from a place on, fewer at the end of the file.
  func read(at offset: Int64, count: Int) throws(BlobFault) -> [UInt8] {
    var failure: BlobFault?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(BlobFault) {
        filled = try read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Fills a buffer from a place on, as far as the file goes; how many bytes that were.
  func read(
    at offset: Int64, into buffer: UnsafeMutableRawBufferPointer
  ) throws(BlobFault) -> Int {
    var filled = 0
    while filled < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let got = pread(descriptor, rest.baseAddress, rest.count, Int(offset) + filled)
      if got == 0 { break }
      if got > 0 {
        filled += got
      } else if errno != EINTR {
        throw fault()
      }
    }
    return filled
  }

  func write(_ bytes: ArraySlice<UInt8>, at offset: Int64) throws(BlobFault) {
    let failure = bytes.withUnsafeBytes { write($0, at: Int(offset)) }
    if let failure { throw BlobFault(path: path, error: failure) }
  }

  /// The error number, if that failed.
  private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Int32? {
    var written = 0
    while written < bytes.count {
      let part = min(bytes.count - written, OpenFile.writtenByteCount)
      let rest = UnsafeRawBufferPointer(rebasing: bytes[written..<written + part])
      let count = pwrite(descriptor, rest.baseAddress, rest.count, offset + written)
      if count >= 0 {
        written += count
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }

  /// Cuts the file off, or leaves it as it is where that fails.
  func cut(to byteCount: Int64) { _ = ftruncate(descriptor, Int(byteCount)) }

  /// Has the disk begin with what was written there, and waits for nothing: less is left to wait for
  /// at the end.
  func beginWritingOut(from offset: Int64, count: Int) {
    _ = sync_file_range(descriptor, offset, Int64(count), ESCALE_SYNC_FILE_RANGE_WRITE)
  }

  /// Makes sure that everything written is on the disk.
  func synchronize() throws(BlobFault) {
    guard fsync(descriptor) == 0 else { throw fault() }
  }

  /// Waits until nobody else holds the file's lock; it goes with the file.
  func lock() throws(BlobFault) {
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw fault() }
    }
  }

  /// Whether the path still leads to this very file.
  func isStill(at path: String) throws(BlobFault) -> Bool {
    let own = try status()
    var found = stat()
    return stat(path, &found) == 0 && found.st_ino == own.st_ino && found.st_dev == own.st_dev
  }

  private func fault() -> BlobFault { BlobFault(path: path, error: errno) }
}

extension BlobFault {
  private static let reasonByteLimit = 256

  init(path: String, error: Int32) {
    guard error != ENOSPC, error != EDQUOT else {
      self = .diskFull(path: path)
      return
    }
    let reason = String(unsafeUninitializedCapacity: BlobFault.reasonByteLimit) { buffer in
      buffer.withMemoryRebound(to: CChar.self) { text in
        guard let start = text.baseAddress,
          strerror_r(error, start, BlobFault.reasonByteLimit) == 0
        else { return 0 }
        return strlen(start)
      }
    }
    self = .disk(path: path, reason: reason)
  }
}
