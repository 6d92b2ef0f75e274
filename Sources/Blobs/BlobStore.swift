package import EscaleCore
import Glibc
import Seals
import Synchronization

/// Files named by the SHA-256 of their bytes: each stored once, whole or not at all, and checked
/// before it is handed out.
///
/// One folder of mode 0700, made when the first blob comes: `ab/abcd…` for what is there,
/// `incoming/` for what is still on its way, `damaged/` for what was found to be something else.
/// A file gets its name after its bytes are on the disk, and is never changed afterwards. Any
/// number of programs may use one folder.
package final class BlobStore: Sendable {
  /// How many bytes are read or written at once where a whole file is gone through.
  package static let pieceByteCount = 256 << 10

  package let folder: String
  /// Which files were checked since this store was opened.
  let checked = Mutex(CheckedFiles())
  /// The hashes of what is on its way, as far as it has come.
  let hashes = PartHashes()

  /// A store in a folder, which is made when something is put into it.
  package init(folder: String) { self.folder = folder }

  /// Waits until nothing is hashed or copied any more of what has come.
  package func finishHashing() { hashes.finish() }

  /// Whether a blob is there.
  package func contains(_ blob: Fingerprint) -> Bool { byteCount(of: blob) != nil }

  /// The size of a blob in bytes; nil where it isn't there.
  package func byteCount(of blob: Fingerprint) -> Int64? { Folders.byteCount(of: path(of: blob)) }

  /// Opens a blob, once its bytes were found to be what its name says.
  ///
  /// Each file is gone through once in the life of this store, and again if it changed. One that
  /// is damaged is put aside, so that it can come anew.
  ///
  /// - Throws: ``BlobFault/absent(_:)``, ``BlobFault/damaged(_:)``, ``BlobFault/disk(path:reason:)``.
  package func open(_ blob: Fingerprint) throws(BlobFault) -> BlobReader {
    let reader = try reader(of: blob)
    let identity = try FileIdentity(reader.file)
    if checked.withLock({ $0.contains(blob, identity) }) { return reader }
    guard try reader.hash().fingerprint == blob else {
      try setAside(blob)
      throw .damaged(blob)
    }
    checked.withLock { $0.note(blob, identity) }
    return reader
  }

  /// Opens a blob for somebody who has its bytes compared with their name elsewhere.
  ///
  /// - Throws: ``BlobFault/absent(_:)``, ``BlobFault/disk(path:reason:)``.
  package func openUnchecked(_ blob: Fingerprint) throws(BlobFault) -> BlobReader {
    try reader(of: blob)
  }

  /// Whether what is stored under a name has that hash; changes nothing.
  ///
  /// - Throws: ``BlobFault/absent(_:)``, ``BlobFault/disk(path:reason:)``.
  package func isSound(_ blob: Fingerprint) throws(BlobFault) -> Bool {
    try reader(of: blob).hash().fingerprint == blob
  }

  /// Removes a blob; one that isn't there is no fault.
  package func remove(_ blob: Fingerprint) { Folders.remove(path(of: blob)) }

  /// The blobs that are there, in ascending order of their names.
  package func blobs() -> [Fingerprint] {
    Folders.names(in: folder).filter { $0.utf8.count == 2 }.flatMap { shard in
      Folders.names(in: "\(folder)/\(shard)").compactMap { name in
        [UInt8](hexadecimal: name).flatMap { Fingerprint(bytes: $0) }
      }
    }
  }

  /// When a blob was put there last, by the system's clock, in milliseconds since 1970 UTC.
  package func writtenAt(_ blob: Fingerprint) -> Int64? { Folders.writtenAt(path(of: blob)) }

  private func reader(of blob: Fingerprint) throws(BlobFault) -> BlobReader {
    guard contains(blob) else { throw .absent(blob) }
    let file = try OpenFile(path(of: blob), O_RDONLY)
    return BlobReader(blob: blob, file: file, byteCount: Int64(try file.status().st_size))
  }

  private func setAside(_ blob: Fingerprint) throws(BlobFault) {
    let damaged = "\(folder)/damaged"
    try Folders.make(damaged, in: folder)
    try Folders.rename(path(of: blob), to: "\(damaged)/\(blob)")
  }
}

extension BlobStore {
  var incomingFolder: String { "\(folder)/incoming" }

  /// Makes the folder, and the one for what is on its way.
  func makeFolders() throws(BlobFault) {
    guard Folders.byteCount(of: incomingFolder) == nil else { return }
    let parent = folder.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(folder[..<$0]) } ?? "."
    try Folders.make(folder, in: parent.utf8.isEmpty ? "/" : parent)
    try Folders.make(incomingFolder, in: folder)
  }

  /// Gives a complete file, which is on the disk, its name.
  func publish(_ path: String, as blob: Fingerprint) throws(BlobFault) {
    let shard = shard(of: blob)
    try Folders.make(shard, in: folder)
    try Folders.rename(path, to: self.path(of: blob))
    try Folders.synchronize(shard)
  }

  package func path(of blob: Fingerprint) -> String { "\(shard(of: blob))/\(blob)" }

  private func shard(of blob: Fingerprint) -> String {
    "\(folder)/\(blob.bytes.prefix(1).hexadecimal)"
  }
}

/// Which files were found to be what their names say.
struct CheckedFiles: Sendable {
  /// How many are remembered; beyond that all are forgotten.
  private static let limit = 4_096

  private var files: [Fingerprint: FileIdentity] = [:]

  func contains(_ blob: Fingerprint, _ identity: FileIdentity) -> Bool { files[blob] == identity }

  mutating func note(_ blob: Fingerprint, _ identity: FileIdentity) {
    if files.count >= CheckedFiles.limit { files.removeAll() }
    files[blob] = identity
  }
}

/// What tells that a file is the one that was checked, unchanged.
struct FileIdentity: Hashable, Sendable {
  private let node: UInt
  private let byteCount: Int
  private let changed: [Int]

  init(_ file: OpenFile) throws(BlobFault) {
    let status = try file.status()
    node = status.st_ino
    byteCount = status.st_size
    changed = [
      status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
    ]
  }
}
