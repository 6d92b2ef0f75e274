import Blobs
import EscaleCore
import Foundation
import Seals
import TestSupport

/// A store of blobs in a folder of its own, which goes with it.
final class StoreFolder {
  let path: String
  let store: BlobStore

  init() {
    path = NSTemporaryDirectory() + "blobs-\(UUID().uuidString)"
    store = BlobStore(folder: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The same folder, as another program would see it.
  func reopened() -> BlobStore { BlobStore(folder: path) }

  /// Where a blob's bytes are.
  func file(_ blob: Fingerprint) -> String { "\(path)/\(blob.bytes.prefix(1).hexadecimal)/\(blob)" }

  /// All files below the folder, by their paths from there.
  var files: [String] {
    (FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []).filter { name in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }

  func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  /// Turns a bit of a blob's byte 500.
  func damage(_ blob: Fingerprint) throws {
    var bytes = try Data(contentsOf: URL(fileURLWithPath: file(blob)))
    bytes[500] ^= 1
    try bytes.write(to: URL(fileURLWithPath: file(blob)))
  }

  /// Stores bytes as a stream of pieces.
  @discardableResult
  func store(_ bytes: [UInt8], by count: Int = 1_000) throws -> StoredBlob {
    let writer = try store.writer(byteLimit: 1 << 30)
    var rest = bytes[...]
    while !rest.isEmpty {
      try writer.write(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return try writer.finish()
  }
}

extension BlobReader {
  /// The whole, in memory.
  func bytes() throws -> [UInt8] {
    var bytes: [UInt8] = []
    try eachPiece { bytes += $0 }
    return bytes
  }
}

/// Bytes that are the same for the same seed.
func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
  var random = SeededRandom(seed: seed)
  return random.bytes(count)
}
