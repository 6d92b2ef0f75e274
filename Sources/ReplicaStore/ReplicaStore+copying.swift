import Foundation

extension ReplicaStore {
  /// Runs something with a copy of a replica's file and its log, which has lost its name when this
  /// returns: what has opened it keeps it, and it ends with the program, however that ends.
  ///
  /// In the folder for temporary files, for this user alone.
  ///
  /// - Throws: ``StoreFault/readOnly(path:)`` where no copy can be made, or what `body` throws.
  static func withPassingCopy<Value>(
    of path: String, _ body: (String) throws -> Value
  ) throws -> Value {
    var name = Array(
      FileManager.default.temporaryDirectory.appending(path: "escale-XXXXXX").path.utf8CString)
    guard mkdtemp(&name) != nil else { throw StoreFault.readOnly(path: path) }
    let folder = String(
      decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let copy = folder + "/replica.sqlite"
    for ending in ["", "-wal"] where exists(at: path + ending) {
      do {
        try FileManager.default.copyItem(atPath: path + ending, toPath: copy + ending)
      } catch {
        throw StoreFault.readOnly(path: path)
      }
      chmod(copy + ending, 0o600)
    }
    return try body(copy)
  }
}
