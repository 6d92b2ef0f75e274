import EscaleCore
import Foundation
import GRDB

extension ReplicaStore {
  /// Whether there is a file at a path.
  package static func exists(at path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }

  /// Writes a new replica beside its place and, complete and on disk, gives it its name.
  static func makeFile(at path: String, _ identity: ReplicaIdentity) throws {
    let folder = try makeFolder(of: path)
    let draft = "\(path).new-\(getpid())"
    unlink(draft)
    let descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw StoreFault.opening(path, error: errno) }
    close(descriptor)
    defer { unlink(draft) }
    try StoreFault.wrapping(path) { try fill(draft, identity) }
    guard link(draft, path) == 0 else {
      throw errno == EEXIST
        ? StoreFault.replicaExists(path: path) : StoreFault.opening(path, error: errno)
    }
    synchronize(folder)
  }

  /// In one file, without a log beside it, so that it can be given a name as a whole.
  private static func fill(_ draft: String, _ identity: ReplicaIdentity) throws {
    var configuration = Configuration()
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    let queue = try DatabaseQueue(path: draft, configuration: configuration)
    try queue.write { try StoreWriter(database: $0).create(identity) }
    try queue.close()
  }

  private static func makeFolder(of path: String) throws -> String {
    let folder = (path as NSString).deletingLastPathComponent
    guard !folder.isEmpty else { return "." }
    _ = try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    return folder
  }

  /// Makes sure that a folder's names are on disk.
  static func synchronize(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
