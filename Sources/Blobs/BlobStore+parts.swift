package import EscaleCore
import Glibc
import Seals
import Synchronization

/// What became of a piece of a blob.
package enum PieceOutcome: Hashable, Sendable {
  /// So many bytes are there now, counted from the beginning.
  case held(Int64)
  /// The blob is there, whole and on the disk.
  case whole
  /// It doesn't follow what is there: so many bytes are.
  case misplaced(held: Int64)
  /// The whole has another hash: all of it was thrown away.
  case wrongBytes
}

// A blob whose name is known comes in pieces, over any number of connections and restarts.
extension BlobStore {
  /// How many bytes have come of a blob from somebody, counted from the beginning.
  ///
  /// `sender` keeps apart what several send of one blob; letters and digits only.
  package func held(of blob: Fingerprint, from sender: String = "") -> Int64 {
    Folders.byteCount(of: partPath(blob, sender)) ?? 0
  }

  /// Adds a piece to a blob of `byteCount` bytes; with the last one its hash is checked.
  ///
  /// A piece that can't be written leaves what was there before; a whole that can't be put on the
  /// disk leaves nothing. `copy` gets all that the hash is made of, in its order.
  ///
  /// - Throws: ``BlobFault/diskFull(path:)``, ``BlobFault/disk(path:reason:)``.
  package func add(
    _ piece: ArraySlice<UInt8>, to blob: Fingerprint, of byteCount: Int64, at offset: Int64,
    from sender: String = "", copying copy: (any BlobCopy)? = nil
  ) throws(BlobFault) -> PieceOutcome {
    try makeFolders()
    let path = partPath(blob, sender)
    let file = try OpenFile(path, O_RDWR | O_CREAT)
    try file.lock()
    let held = Int64(try file.status().st_size)
    guard try file.isStill(at: path) else {
      // Another one finished it or gave it up between the opening and the lock: what is open here
      // is no part any more, and must not be written to.
      return contains(blob) ? .whole : .misplaced(held: self.held(of: blob, from: sender))
    }
    guard offset == held else { return .misplaced(held: held) }
    guard Int64(piece.count) <= byteCount - offset else { return discard(path, copy) }
    try write(piece, to: file, at: offset)
    let end = offset + Int64(piece.count)
    guard end == byteCount else {
      hashes.take(piece, at: offset, of: path, copy)
      if piece.count >= BlobStore.pieceByteCount {
        file.beginWritingOut(from: offset, count: piece.count)
      }
      return .held(end)
    }
    let hash = try hashes.whole(of: file, endingWith: piece, at: offset, copy)
    guard hash.fingerprint == blob else { return discard(path, copy) }
    copy?.confirm()
    try synchronize(file)
    try publish(path, as: blob)
    // All of it was hashed on its way, and is on the disk.
    let identity = try FileIdentity(file)
    checked.withLock { $0.note(blob, identity) }
    return .whole
  }

  /// What is on its way: names of files, their sizes, and when they last grew, by the system's
  /// clock, in milliseconds since 1970 UTC.
  package func parts() -> [BlobPart] {
    Folders.names(in: incomingFolder).compactMap { name in
      let path = "\(incomingFolder)/\(name)"
      guard let byteCount = Folders.byteCount(of: path), let writtenAt = Folders.writtenAt(path)
      else { return nil }
      return BlobPart(name: name, byteCount: byteCount, writtenAt: writtenAt)
    }
  }

  /// Gives up what has come of a blob.
  package func removePart(_ part: BlobPart) {
    Folders.remove("\(incomingFolder)/\(part.name)")
  }

  /// Gives up what has come of a blob from one sender.
  package func removeParts(of blob: Fingerprint, from sender: String = "") {
    Folders.remove(partPath(blob, sender))
  }

  private func partPath(_ blob: Fingerprint, _ sender: String) -> String {
    "\(incomingFolder)/\(blob)" + (sender.utf8.isEmpty ? "" : "-\(sender)")
  }

  private func discard(_ path: String, _ copy: (any BlobCopy)?) -> PieceOutcome {
    hashes.finish()
    Folders.remove(path)
    copy?.restart()
    return .wrongBytes
  }

  /// What a failed sync covered may be gone though it can still be read, and the next sync would
  /// say nothing of it: it has to come anew.
  private func synchronize(_ file: OpenFile) throws(BlobFault) {
    do {
      try file.synchronize()
    } catch {
      Folders.remove(file.path)
      throw error
    }
  }

  /// Writes a piece, or leaves what was there.
  private func write(
    _ piece: ArraySlice<UInt8>, to file: OpenFile, at offset: Int64
  ) throws(BlobFault) {
    do {
      try file.write(piece, at: offset)
    } catch {
      file.cut(to: offset)
      throw error
    }
  }
}

/// What has come of a blob that isn't whole yet.
package struct BlobPart: Hashable, Sendable {
  package let name: String
  package let byteCount: Int64
  /// When it last grew, by the system's clock, in milliseconds since 1970 UTC.
  package let writtenAt: Int64

  /// Whether it is a stream whose hash isn't known before its end.
  package var isDraft: Bool { name.utf8.starts(with: BlobPart.draftPrefix.utf8) }

  static let draftPrefix = "new-"
}
