import Glibc

/// What a store of blobs does with folders and names.
enum Folders {
  /// Whoever makes folders here makes them for their owner alone.
  static let mode: mode_t = 0o700

  /// Makes a folder in one that is there, on the disk when this returns; one that exists stays.
  ///
  /// One that exists may be somebody's who was killed before its name was on the disk.
  static func make(_ path: String, in parent: String) throws(BlobFault) {
    if mkdir(path, mode) != 0, errno != EEXIST { throw BlobFault(path: path, error: errno) }
    try synchronize(parent)
  }

  /// Makes sure that the names in a folder are on the disk.
  static func synchronize(_ path: String) throws(BlobFault) {
    try OpenFile(path, O_RDONLY | O_DIRECTORY).synchronize()
  }

  /// Gives a file another name, whatever had it before.
  static func rename(_ path: String, to target: String) throws(BlobFault) {
    guard Glibc.rename(path, target) == 0 else { throw BlobFault(path: path, error: errno) }
  }

  static func remove(_ path: String) { unlink(path) }

  /// The names in a folder by their bytes, hidden ones left out; none where there is no folder.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.utf8.first != UInt8(ascii: ".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The size of a file; nil where there is none.
  static func byteCount(of path: String) -> Int64? {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : nil
  }

  /// When a file was last written to, in milliseconds since 1970 UTC; nil where there is none.
  static func writtenAt(_ path: String) -> Int64? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Int64(status.st_mtim.tv_sec) * 1_000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
  }
}
