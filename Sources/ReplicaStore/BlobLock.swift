import Foundation

/// The lock that lets one program at a time carry a replica's attachments to and from its server.
///
/// Apart from the one of syncing, so that a large file never keeps changes waiting. Given back when
/// the value goes, or its program ends.
package final class BlobLock: Sendable {
  private let descriptor: Int32

  private init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Nil where another program has it.
  static func take(besides path: String) throws -> BlobLock? {
    let name = path + ".carry"
    let descriptor = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreFault.opening(name, error: errno) }
    let lock = BlobLock(descriptor: descriptor)
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? lock : nil
  }
}

extension ReplicaStore {
  /// Takes the lock on carrying attachments; nil where another program has it.
  ///
  /// - Throws: ``StoreFault``.
  package func lockForBlobs() throws -> BlobLock? { try BlobLock.take(besides: path) }
}
