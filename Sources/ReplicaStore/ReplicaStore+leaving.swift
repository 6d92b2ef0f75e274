import EscaleCore
import Foundation

extension ReplicaStore {
  /// Writes a consistent copy of the whole replica, for its owner alone, while others go on.
  ///
  /// The copy has its name only when it is complete and on disk. Attached files aren't in it.
  ///
  /// - Throws: ``StoreFault``; ``StoreFault/copyExists(path:)`` where something has the name.
  package func backUp(to target: String) throws {
    let draft = "\(target).new-\(getpid())"
    unlink(draft)
    let descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreFault.opening(target, error: errno) }
    defer {
      close(descriptor)
      unlink(draft)
    }
    try copy(to: draft)
    guard fsync(descriptor) == 0 else { throw StoreFault.opening(target, error: errno) }
    guard link(draft, target) == 0 else {
      throw errno == EEXIST
        ? StoreFault.copyExists(path: target) : StoreFault.opening(target, error: errno)
    }
  }

  /// Removes a replica for good: its file with the token and the key, what SQLite keeps beside it,
  /// attached files, locks.
  ///
  /// For when nothing has it open. The file with the secrets goes first.
  package static func erase(at path: String) {
    for ending in ["", "-wal", "-shm", ".sync", ".carry", ".lock"] { unlink(path + ending) }
    try? FileManager.default.removeItem(atPath: path + ".blobs")
  }
}
