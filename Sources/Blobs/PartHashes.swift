import Dispatch
import Seals
import Synchronization

/// Somebody's own copy of a blob, which is written as the blob comes.
///
/// It is given exactly what the blob's hash is made of.
package protocol BlobCopy: AnyObject {
  /// How many bytes it was given, also where it couldn't keep them.
  var byteCount: Int64 { get }
  /// Takes the next bytes.
  func take(_ bytes: UnsafeRawBufferPointer)
  /// Forgets what it was given.
  func restart()
  /// What it was given is the blob.
  func confirm()
}

/// The hashes of what is on its way: no piece is hashed twice, and a long one beside whoever brings it,
/// so that the next can come meanwhile.
final class PartHashes: Sendable {
  /// How many bytes wait to be hashed at most; beyond that whoever brings more waits.
  private static let waitingByteLimit = 16 << 20

  private let known = Mutex(RunningHashes())
  private let queue = DispatchQueue(label: "escale.hashes")
  private let waitingByteCount = Atomic<Int>(0)

  /// Takes in a piece that isn't the last.
  func take(
    _ piece: ArraySlice<UInt8>, at offset: Int64, of path: String, _ copy: (any BlobCopy)?
  ) {
    let waiting = waitingByteCount.load(ordering: .relaxed)
    guard piece.count >= BlobStore.pieceByteCount,
      waiting + piece.count <= PartHashes.waitingByteLimit
    else {
      finish()
      return update(piece, at: offset, of: path, copy)
    }
    waitingByteCount.add(piece.count, ordering: .relaxed)
    // Whoever owns it uses it only after `finish`.
    nonisolated(unsafe) let copy = copy
    queue.async { [self] in
      update(piece, at: offset, of: path, copy)
      waitingByteCount.subtract(piece.count, ordering: .relaxed)
    }
  }

  /// The hash of all that has come, with the last piece, which is in the file already.
  ///
  /// Gone through from the beginning where it isn't known, after a restart say, or where the copy has
  /// something else.
  func whole(
    of file: OpenFile, endingWith piece: ArraySlice<UInt8>, at offset: Int64,
    _ copy: (any BlobCopy)?
  ) throws(BlobFault) -> RunningHash {
    finish()
    if var hash = hash(of: file.path, through: offset, copy) {
      hash.update(piece, copying: copy)
      return hash
    }
    copy?.restart()
    var hash = RunningHash()
    try hash.update(file, through: offset + Int64(piece.count), copying: copy)
    return hash
  }

  /// Waits until all that was taken in is hashed.
  func finish() { queue.sync {} }

  private func update(
    _ piece: ArraySlice<UInt8>, at offset: Int64, of path: String, _ copy: (any BlobCopy)?
  ) {
    guard var hash = hash(of: path, through: offset, copy) else { return }
    hash.update(piece, copying: copy)
    known.withLock { $0.note(hash, of: path, held: offset + Int64(piece.count)) }
  }

  /// The hash of so many bytes, if it is known and the copy has them too; it is forgotten here.
  private func hash(
    of path: String, through held: Int64, _ copy: (any BlobCopy)?
  ) -> RunningHash? {
    let known = known.withLock { $0.take(path, held: held) }
    guard held > 0 else {
      copy?.restart()
      return RunningHash()
    }
    return copy?.byteCount ?? held == held ? known : nil
  }
}

extension RunningHash {
  /// Takes in a piece, and has it copied, some of it after the other, so that all of it passes through
  /// the processor's memory once.
  fileprivate mutating func update(_ piece: ArraySlice<UInt8>, copying copy: (any BlobCopy)?) {
    var rest = piece
    while !rest.isEmpty {
      let part = rest.prefix(BlobStore.pieceByteCount)
      part.withUnsafeBytes { bytes in
        update(bytes)
        copy?.take(bytes)
      }
      rest = rest.dropFirst(part.count)
    }
  }
}

/// The hashes that are known.
private struct RunningHashes {
  /// How many are remembered; beyond that all are forgotten, and computed anew where needed.
  private static let limit = 64

  private var hashes: [String: (held: Int64, hash: RunningHash)] = [:]

  mutating func note(_ hash: RunningHash, of path: String, held: Int64) {
    if hashes.count >= RunningHashes.limit { hashes.removeAll() }
    hashes[path] = (held, hash)
  }

  /// The hash of so many bytes, which is forgotten here.
  mutating func take(_ path: String, held: Int64) -> RunningHash? {
    guard let known = hashes.removeValue(forKey: path), known.held == held else { return nil }
    return known.hash
  }
}
