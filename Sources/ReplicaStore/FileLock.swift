import Foundation

/// The lock that lets one program at a time write to a replica.
///
/// A `flock` on a file beside the replica's. Held for one transaction, never across a wait.
struct FileLock: Sendable {
  /// How long a writer waits for another, in milliseconds.
  static let waitMilliseconds = 10_000

  private static let ending = ".lock"

  private let path: String

  init(besides path: String) { self.path = path + FileLock.ending }

  /// Runs something while holding the lock.
  func whileHeld<Result>(_ body: () throws -> Result) throws -> Result {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreFault.opening(path, error: errno) }
    defer { close(descriptor) }
    var waited = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw StoreFault.opening(path, error: errno)
      }
      guard waited < FileLock.waitMilliseconds else { throw StoreFault.busy(path: path) }
      usleep(5_000)
      waited += 5
    }
    // It was erased with its replica while this one waited.
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_nlink > 0 else {
      throw StoreFault.noReplica(path: String(path.dropLast(FileLock.ending.count)))
    }
    return try body()
  }
}

extension StoreFault {
  /// The fault that a refused `open` means.
  static func opening(_ path: String, error: Int32) -> StoreFault {
    switch error {
    case EROFS, EACCES, EPERM: .readOnly(path: path)
    case ENOSPC, EDQUOT: .diskFull(path: path)
    default: .failed(path: path, reason: String(cString: strerror(error)))
    }
  }
}
