import Blobs
import EscaleCore
import Foundation

extension ReplicaStore {
  /// Writes a consistent copy of the whole replica, for its owner alone, while others go on.
  ///
  /// The copy has its name only when it is complete and on disk. With it, in the folder beside it
  /// that a replica has for them, come the attached files whose bytes the server isn't known to
  /// have; all others can be fetched again.
  ///
  /// - Returns: How many attached files came along.
  /// - Throws: ``StoreFault``, `BlobFault`; ``StoreFault/copyExists(path:)`` where something has the
  ///   name and `replaces` isn't set, and always where it is this replica.
  package func backUp(to target: String, replaces: Bool) throws -> Int {
    let mayHave = replaces && !Self.isSameFile(target, path)
    // The log of something else would become part of the copy.
    let taken = ["", "-wal", "-journal"].contains { Self.isThere(target + $0) }
    guard mayHave || !taken else { throw StoreFault.copyExists(path: target) }
    let draft = "\(target).new-\(getpid())"
    unlink(draft)
    let descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreFault.opening(target, error: errno) }
    defer {
      close(descriptor)
      unlink(draft)
      unlink(draft + "-journal")
    }
    try copy(to: draft)
    guard fsync(descriptor) == 0 else { throw StoreFault.opening(target, error: errno) }
    let files = try copyOwnBlobs(to: BlobStore(folder: target + ".blobs"))
    if mayHave {
      for ending in ["-wal", "-shm", "-journal"] { unlink(target + ending) }
      guard rename(draft, target) == 0 else { throw StoreFault.opening(target, error: errno) }
    } else if link(draft, target) != 0 {
      throw errno == EEXIST
        ? StoreFault.copyExists(path: target) : StoreFault.opening(target, error: errno)
    }
    let folder = (target as NSString).deletingLastPathComponent
    Self.synchronize(folder.isEmpty ? "." : folder)
    return files
  }

  /// Copies what the server isn't known to have, as far as it is here.
  private func copyOwnBlobs(to copy: BlobStore) throws -> Int {
    let own = try read { try $0.unsettledBlobs() }.filter(blobs.contains)
    for blob in own where !copy.contains(blob) {
      let reader = try blobs.open(blob)
      let writer = try copy.writer(byteLimit: UInt64(reader.byteCount))
      try reader.eachPiece { try writer.write($0) }
      _ = try writer.finish()
    }
    return own.count
  }

  /// Removes a replica for good: its file with the token and the key, what SQLite keeps beside it,
  /// attached files, locks.
  ///
  /// Nobody writes to it meanwhile, and whoever has it open can't any more. The file with the
  /// secrets goes first, once `check` has looked again whether it may go.
  ///
  /// - Throws: ``StoreFault``, or what `check` throws.
  package static func erase(at path: String, after check: () throws -> Void) throws {
    try FileLock(besides: path).whileHeld {
      try check()
      guard unlink(path) == 0 || errno == ENOENT else {
        throw StoreFault.opening(path, error: errno)
      }
      for ending in ["-wal", "-shm", "-journal", ".sync", ".carry"] { unlink(path + ending) }
      try? FileManager.default.removeItem(atPath: path + ".blobs")
      // Who waits for this lock then has one that no file has.
      unlink(path + ".lock")
    }
    let folder = (path as NSString).deletingLastPathComponent
    synchronize(folder.isEmpty ? "." : folder)
  }

  private static func isThere(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private static func isSameFile(_ one: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    return stat(one, &first) == 0 && stat(other, &second) == 0
      && first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }
}
