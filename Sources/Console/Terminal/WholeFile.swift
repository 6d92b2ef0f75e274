import CGlibc
import Glibc

/// A file of the user's that appears under its name when all of it is written, or not at all.
///
/// For one task at a time. What was begun is gone unless it is finished: where the disk can do that it
/// has no name before, so that nothing is left of it even if the program is killed.
package final class WholeFile {
  /// How much comes together before the disk begins with it.
  private static let writingOutByteCount: Int64 = 2 << 20
  /// A file without a name; Swift doesn't see the system's own constant.
  private static let withoutName = O_DIRECTORY | 0o20_000_000

  private let path: String
  private let draft: String
  private let descriptor: Int32
  /// Whether the draft has its name.
  private var isNamed = false
  private var byteCount: Int64 = 0
  /// How much the disk was told to begin with.
  private var begunByteCount: Int64 = 0

  /// Begins a file beside its later place.
  ///
  /// - Throws: ``FileError``.
  package init(path: String) throws(FileError) {
    self.path = path
    // Not its name with something added, which could be too long.
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[...$0] } ?? "./"
    draft = "\(folder).escale-\(getpid())"
    let nameless = open(String(folder), Self.withoutName | O_WRONLY | O_CLOEXEC, 0o600)
    if nameless >= 0, access(Self.place(of: nameless), F_OK) == 0 {
      descriptor = nameless
      return
    }
    if nameless >= 0 { close(nameless) }
    descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .failed(errorNumber: errno) }
    isNamed = true
  }

  deinit {
    close(descriptor)
    if isNamed { unlink(draft) }
  }

  /// Adds bytes.
  ///
  /// - Throws: ``FileError``.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    let failure = bytes.withUnsafeBytes { FileBytes.writeAll($0, to: descriptor) }
    try note(failure, byteCount: bytes.count)
  }

  /// Adds bytes.
  ///
  /// - Throws: ``FileError``.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    try note(FileBytes.writeAll(bytes, to: descriptor), byteCount: bytes.count)
  }

  /// Takes back all that was written.
  ///
  /// - Throws: ``FileError``.
  package func restart() throws(FileError) {
    guard ftruncate(descriptor, 0) == 0, lseek(descriptor, 0, SEEK_SET) == 0 else {
      throw .failed(errorNumber: errno)
    }
    (byteCount, begunByteCount) = (0, 0)
  }

  /// Puts the file on the disk and gives it its name; where `replaces`, in place of what has it.
  ///
  /// - Throws: ``FileError``; with `EEXIST` where something has the name, a link that leads nowhere
  ///   included.
  package func finish(replaces: Bool) throws(FileError) {
    guard fsync(descriptor) == 0 else { throw .failed(errorNumber: errno) }
    // Unlike a renaming, a link never takes a name that is in use. A draft's own goes with the value.
    guard replaces else { return try link(to: path) }
    if !isNamed {
      try link(to: draft)
      isNamed = true
    }
    guard rename(draft, path) == 0 else { throw .failed(errorNumber: errno) }
    isNamed = false
  }

  /// Notes that bytes were written, and has the disk begin with them when they are many: less is left
  /// to wait for at the end.
  private func note(_ failure: Int32?, byteCount count: Int) throws(FileError) {
    if let failure { throw .failed(errorNumber: failure) }
    byteCount += Int64(count)
    let waiting = byteCount - begunByteCount
    guard waiting >= Self.writingOutByteCount else { return }
    _ = sync_file_range(descriptor, begunByteCount, waiting, ESCALE_SYNC_FILE_RANGE_WRITE)
    begunByteCount = byteCount
  }

  private func link(to name: String) throws(FileError) {
    let done =
      isNamed
      ? Glibc.link(draft, name)
      : linkat(AT_FDCWD, Self.place(of: descriptor), AT_FDCWD, name, AT_SYMLINK_FOLLOW)
    guard done == 0 else { throw .failed(errorNumber: errno) }
  }

  /// Where the system shows an open file, whether or not it has a name.
  private static func place(of descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }
}
