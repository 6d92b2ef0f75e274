package import EscaleCore
import Glibc
import Seals

/// A stream of bytes on its way to becoming a blob, whose name comes out at the end.
///
/// For one task at a time. Nothing is left of it unless it is finished.
package final class BlobWriter {
  /// How much comes together before the disk begins with it.
  private static let writingOutByteCount = 2 << 20

  private let store: BlobStore
  private let file: OpenFile
  private let byteLimit: UInt64
  private var byteCount: UInt64 = 0
  /// How many of them the disk was told to begin with.
  private var begunByteCount: UInt64 = 0
  private var hash = RunningHash()
  private var prefix: [UInt8] = []
  private var isFinished = false

  init(_ store: BlobStore, byteLimit: UInt64) throws(BlobFault) {
    try store.makeFolders()
    self.store = store
    self.byteLimit = byteLimit
    file = try BlobWriter.draft(in: store.incomingFolder)
  }

  deinit {
    if !isFinished { Folders.remove(file.path) }
  }

  /// Takes in the next bytes.
  ///
  /// - Throws: ``BlobFault/tooLong(byteLimit:)``, ``BlobFault/diskFull(path:)``,
  ///   ``BlobFault/disk(path:reason:)``.
  package func write(_ bytes: [UInt8]) throws(BlobFault) {
    guard UInt64(bytes.count) <= byteLimit - byteCount else { throw .tooLong(byteLimit: byteLimit) }
    try file.write(bytes[...], at: Int64(byteCount))
    bytes.withUnsafeBytes { hash.update($0) }
    prefix += bytes.prefix(MediaType.prefixByteCount - prefix.count)
    byteCount += UInt64(bytes.count)
    beginWritingOut()
  }

  /// The hash of what has come so far: the blob that it would become.
  package var fingerprint: Fingerprint { hash.fingerprint }

  /// Makes a blob of what has come: on the disk, under its name, when this returns.
  ///
  /// - Throws: ``BlobFault/diskFull(path:)``, ``BlobFault/disk(path:reason:)``.
  package func finish() throws(BlobFault) -> StoredBlob {
    let blob = hash.fingerprint
    try file.synchronize()
    try store.publish(file.path, as: blob)
    isFinished = true
    return StoredBlob(
      blob: blob, byteCount: byteCount, mediaType: MediaType.of(prefix))
  }

  private func beginWritingOut() {
    let waiting = byteCount - begunByteCount
    guard waiting >= BlobWriter.writingOutByteCount else { return }
    file.beginWritingOut(from: Int64(begunByteCount), count: Int(waiting))
    begunByteCount = byteCount
  }

  /// A new file under a name that nobody else has.
  private static func draft(in folder: String) throws(BlobFault) -> OpenFile {
    var generator = SystemRandomNumberGenerator()
    let name = BlobPart.draftPrefix + String(generator.next(), radix: 16)
    return try OpenFile("\(folder)/\(name)", O_RDWR | O_CREAT | O_EXCL)
  }
}

/// What became of a stream of bytes.
package struct StoredBlob: Hashable, Sendable {
  package let blob: Fingerprint
  package let byteCount: UInt64
  /// What sort of file it is, by its first bytes.
  package let mediaType: String

  package init(blob: Fingerprint, byteCount: UInt64, mediaType: String) {
    self.blob = blob
    self.byteCount = byteCount
    self.mediaType = mediaType
  }

  /// The attachment that it becomes under a name, which is cut to
  /// ``Attachment/nameByteLimit`` bytes.
  package func attachment(named name: String) -> Attachment {
    var cut = String.UnicodeScalarView()
    var count = 0
    for scalar in name.unicodeScalars {
      count += UTF8.width(scalar)
      guard count <= Attachment.nameByteLimit else { break }
      cut.append(scalar)
    }
    return Attachment(
      name: cut.isEmpty ? "_" : String(cut), byteCount: byteCount, blob: blob,
      mediaType: mediaType)
  }
}

extension BlobStore {
  /// Begins to take in a stream of at most so many bytes.
  ///
  /// - Throws: ``BlobFault/diskFull(path:)``, ``BlobFault/disk(path:reason:)``.
  package func writer(byteLimit: UInt64) throws(BlobFault) -> BlobWriter {
    try BlobWriter(self, byteLimit: byteLimit)
  }
}
