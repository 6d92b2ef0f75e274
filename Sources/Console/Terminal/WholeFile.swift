import Glibc

/// A file of the user's that appears under its name when all of it is written, or not at all.
///
/// For one task at a time. What was begun is removed unless it is finished.
package final class WholeFile {
  private let path: String
  private let draft: String
  private let descriptor: Int32
  private var isFinished = false

  /// Begins a file beside its later place.
  ///
  /// - Throws: ``FileError``.
  package init(path: String) throws(FileError) {
    self.path = path
    // Not its name with something added, which could be too long.
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[...$0] } ?? ""
    draft = "\(folder).escale-\(getpid())"
    descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .failed(errorNumber: errno) }
  }

  deinit {
    close(descriptor)
    if !isFinished { unlink(draft) }
  }

  /// Adds bytes.
  ///
  /// - Throws: ``FileError``.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    if let failure = FileBytes.writeAll(bytes, to: descriptor) {
      throw .failed(errorNumber: failure)
    }
  }

  /// Puts the file on the disk and gives it its name; where `replaces`, in place of what has it.
  ///
  /// - Throws: ``FileError``; with `EEXIST` where something has the name, a link that leads nowhere
  ///   included.
  package func finish(replaces: Bool) throws(FileError) {
    guard fsync(descriptor) == 0 else { throw .failed(errorNumber: errno) }
    if replaces {
      guard rename(draft, path) == 0 else { throw .failed(errorNumber: errno) }
      isFinished = true
    } else {
      // Unlike a renaming, this never takes a name that is in use. The draft goes with the value.
      guard link(draft, path) == 0 else { throw .failed(errorNumber: errno) }
    }
  }
}
