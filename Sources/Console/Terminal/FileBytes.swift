import Glibc

/// Why a file could not be read or written.
package enum FileError: Error, Hashable {
  case failed(errorNumber: Int32)
  case tooLong(byteLimit: Int)
}

/// Small files, read and written whole, without more than the system's calls.
package enum FileBytes {
  private static let pieceByteCount = 16 << 10

  /// Everything in a file.
  ///
  /// - Throws: ``FileError``; for more bytes than the limit too.
  package static func read(path: String, byteLimit: Int) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .failed(errorNumber: errno) }
    defer { close(descriptor) }
    return try read(descriptor: descriptor, byteLimit: byteLimit)
  }

  /// Everything up to the end of an open file.
  ///
  /// - Throws: ``FileError``, as soon as more bytes than the limit have come.
  package static func read(descriptor: Int32, byteLimit: Int) throws(FileError) -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: pieceByteCount)
    while true {
      let count = Glibc.read(descriptor, &piece, piece.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw .failed(errorNumber: errno)
      }
      bytes += piece[..<count]
      guard bytes.count <= byteLimit else { throw .tooLong(byteLimit: byteLimit) }
    }
  }

  /// Writes a file that only its owner can read.
  ///
  /// - Throws: ``FileError``; the file may then have a part of the bytes.
  package static func write(_ bytes: [UInt8], path: String) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .failed(errorNumber: errno) }
    defer { close(descriptor) }
    if let failure = writeAll(bytes, to: descriptor) { throw .failed(errorNumber: failure) }
  }

  /// Writes all bytes; the error number if that failed.
  package static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
    bytes.withUnsafeBytes { writeAll($0, to: descriptor) }
  }

  /// Writes all bytes; the error number if that failed.
  package static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32? {
    var written = 0
    while written < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
      let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        waitUntilWritable(descriptor)
      } else if errno != EINTR {
        return errno
      }
    }
    return nil
  }

  /// Makes the folders of a path, for their owner alone; those that exist stay as they are.
  ///
  /// - Throws: ``FileError``.
  package static func makeFolders(of path: String) throws(FileError) {
    for (index, byte) in path.utf8.enumerated() where byte == UInt8(ascii: "/") && index > 0 {
      let folder = String(decoding: path.utf8.prefix(index), as: UTF8.self)
      if mkdir(folder, 0o700) != 0, errno != EEXIST { throw .failed(errorNumber: errno) }
    }
  }

  private static func waitUntilWritable(_ descriptor: Int32) {
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&entry, 1, -1)
  }
}
