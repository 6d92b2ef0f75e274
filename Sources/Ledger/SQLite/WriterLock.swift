import Foundation

/// The lock file that lets one process at a time write to a data folder.
///
/// Taken for each write, not for a process's life: an administrator's command works while the
/// server runs. Debian's SQLite predates the fix of the WAL-reset race (3.51.3), which needs two
/// connections that write or checkpoint at once.
///
/// Not for two threads at once: its storage's one writer uses it.
struct WriterLock: Sendable {
  /// How long to wait for another process, in milliseconds.
  static let patienceMilliseconds = 20_000
  private static let pauseMicroseconds: UInt32 = 2_000

  private let descriptor: Int32

  /// Opens the file, or creates it with mode 0600.
  ///
  /// - Throws: ``LedgerError/storage(_:)``.
  init(path: String) throws {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw LedgerError.storage("\(path): \(lastSystemError())") }
  }

  /// Does something while no other process writes.
  ///
  /// - Throws: ``LedgerError/busy`` after ``patienceMilliseconds``.
  func whileHeld<Value>(_ body: () throws -> Value) throws -> Value {
    try take()
    defer { flock(descriptor, LOCK_UN) }
    return try body()
  }

  private func take() throws {
    let deadline = Date().addingTimeInterval(Double(WriterLock.patienceMilliseconds) / 1_000)
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw LedgerError.storage(lastSystemError())
      }
      guard Date() < deadline else { throw LedgerError.busy }
      usleep(WriterLock.pauseMicroseconds)
    }
  }

  func close() { _ = Foundation.close(descriptor) }
}

/// What the system says of the last call that failed.
func lastSystemError() -> String { String(cString: strerror(errno)) }

/// What the system says behind an error of Foundation's, in the words of ``lastSystemError()``.
func systemReason(_ error: any Error) -> String {
  guard let error = error as? CocoaError else { return error.localizedDescription }
  if error.code == .fileWriteFileExists { return String(cString: strerror(EEXIST)) }
  guard let cause = error.underlying as? POSIXError else { return error.localizedDescription }
  return String(cString: strerror(cause.code.rawValue))
}
