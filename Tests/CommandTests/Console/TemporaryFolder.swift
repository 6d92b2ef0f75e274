import Glibc

/// A folder that is there for one test.
struct TemporaryFolder: ~Copyable {
  let path: String

  init() {
    var template = Array("/tmp/escale-test-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  deinit {
    if path.utf8.count > 5 { _ = system("rm -rf '\(path)'") }
  }

  /// Writes a file and returns its path.
  func file(_ name: String, _ bytes: [UInt8], mode: mode_t = 0o600) -> String {
    let file = "\(path)/\(name)"
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, mode)
    _ = write(descriptor, bytes, bytes.count)
    close(descriptor)
    return file
  }

  /// What a pipe says to its reader, after the body has written to it.
  static func piped(_ body: (Int32) throws -> Void) rethrows -> String {
    var ends: [Int32] = [0, 0]
    _ = pipe(&ends)
    defer { close(ends[0]) }
    do {
      defer { close(ends[1]) }
      try body(ends[1])
    }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(ends[0], &piece, piece.count)
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += piece[..<count]
    }
  }
}
