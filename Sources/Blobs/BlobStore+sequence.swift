package import EscaleCore
import Seals
import Synchronization

extension BlobStore {
  /// The bytes of a blob from a place on, at most `count`, for somebody who takes all of them in their
  /// order: the end is handed out only if the whole is what its name says.
  ///
  /// So a large file needn't be gone through before its first byte leaves. What isn't read from its
  /// beginning on is checked whole first, as ``open(_:)`` does; one that is damaged is put aside.
  ///
  /// - Throws: ``BlobFault/absent(_:)``, ``BlobFault/damaged(_:)``, ``BlobFault/disk(path:reason:)``.
  package func read(
    _ blob: Fingerprint, at offset: Int64, count: Int
  ) throws(BlobFault) -> [UInt8] {
    let reader = try reader(of: blob)
    let identity = try FileIdentity(reader.file)
    if checked.withLock({ $0.contains(blob, identity) }) {
      return try reader.read(at: offset, count: count)
    }
    let path = reader.file.path
    let former = onTheWay.withLock { $0.take(path, held: offset) }
    guard var hash = offset == 0 ? RunningHash() : former else {
      return try open(blob).read(at: offset, count: count)
    }
    let piece = try reader.read(at: offset, count: count)
    piece.withUnsafeBytes { hash.update($0) }
    let end = offset + Int64(piece.count)
    guard end == reader.byteCount else {
      onTheWay.withLock { $0.note(hash, of: path, held: end) }
      return piece
    }
    try check(hash, of: blob, identity)
    return piece
  }
}
