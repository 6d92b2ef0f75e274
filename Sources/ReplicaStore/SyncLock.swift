import Foundation

/// The lock that lets one program at a time reconcile a replica with its server.
///
/// Two that met would push the same changes, and a renewal of one would be news to the other.
/// Given back when the value goes, or its program ends.
package final class SyncLock: Sendable {
  /// How long a sync waits for another to end, in milliseconds.
  package static let waitMilliseconds = 60_000
  private static let pauseMilliseconds = 50

  private let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  static func take(besides path: String) async throws -> SyncLock {
    let name = path + ".sync"
    let descriptor = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreFault.opening(name, error: errno) }
    let lock = SyncLock(descriptor: descriptor)
    var waited = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard waited < waitMilliseconds else { throw StoreFault.busy(path: path) }
      try await Task.sleep(for: .milliseconds(pauseMilliseconds))
      waited += pauseMilliseconds
    }
    return lock
  }
}

extension ReplicaStore {
  /// Waits until no other program syncs this replica.
  ///
  /// - Throws: ``StoreFault`` where another one takes longer than ``SyncLock/waitMilliseconds``.
  package func lockForSync() async throws -> SyncLock { try await SyncLock.take(besides: path) }
}
