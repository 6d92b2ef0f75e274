package import EscaleCore
import Seals

/// The bytes of a blob, to be read from anywhere.
///
/// Stays readable when the blob is removed meanwhile.
package final class BlobReader: Sendable {
  package let blob: Fingerprint
  package let byteCount: Int64
  let file: OpenFile

  init(blob: Fingerprint, file: OpenFile, byteCount: Int64) {
    self.blob = blob
    self.file = file
    self.byteCount = byteCount
  }

  /// The bytes from a place on, at most `count`, fewer at the end.
  ///
  /// - Throws: ``BlobFault/disk(path:reason:)``.
  package func read(at offset: Int64, count: Int) throws(BlobFault) -> [UInt8] {
    let count = rest(from: offset, limit: count)
    return count > 0 ? try file.read(at: offset, count: count) : []
  }

  /// How many bytes there are from a place on, at most `limit`.
  package func rest(from offset: Int64, limit: Int) -> Int {
    offset < 0 || offset >= byteCount ? 0 : Int(min(Int64(limit), byteCount - offset))
  }

  /// Fills a buffer with the bytes from a place on, which must be there.
  ///
  /// - Throws: ``BlobFault/damaged(_:)`` where they aren't any more, ``BlobFault/disk(path:reason:)``.
  package func fill(
    _ buffer: UnsafeMutableRawBufferPointer, from offset: Int64
  ) throws(BlobFault) {
    guard try file.read(at: offset, into: buffer) == buffer.count else { throw .damaged(blob) }
  }

  /// Hands over the whole, or what follows a place, piece by piece, none longer than ``BlobStore/pieceByteCount``.
  ///
  /// - Throws: ``BlobFault/disk(path:reason:)``, or what `body` throws.
  package func eachPiece(from start: Int64 = 0, _ body: ([UInt8]) throws -> Void) throws {
    var offset = start
    while offset < byteCount {
      let piece = try read(at: offset, count: BlobStore.pieceByteCount)
      guard !piece.isEmpty else { throw BlobFault.damaged(blob) }
      try body(piece)
      offset += Int64(piece.count)
    }
  }

  /// What sort of file it is, by its first bytes.
  ///
  /// - Throws: ``BlobFault/disk(path:reason:)``.
  package func mediaType() throws(BlobFault) -> String {
    MediaType.of(try read(at: 0, count: MediaType.prefixByteCount))
  }

  /// The hash of the whole.
  func hash() throws(BlobFault) -> RunningHash {
    var hash = RunningHash()
    try hash.update(file, through: byteCount)
    return hash
  }
}

extension RunningHash {
  /// Takes in a file from its beginning up to a place, or to its end where it is shorter.
  mutating func update(
    _ file: OpenFile, through end: Int64, copying copy: (any BlobCopy)? = nil
  ) throws(BlobFault) {
    var offset: Int64 = 0
    while offset < end {
      let count = Int(min(Int64(BlobStore.pieceByteCount), end - offset))
      let piece = try file.read(at: offset, count: count)
      guard !piece.isEmpty else { return }
      piece.withUnsafeBytes { bytes in
        update(bytes)
        copy?.take(bytes)
      }
      offset += Int64(piece.count)
    }
  }
}
