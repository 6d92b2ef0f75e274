import Glibc

/// A text being written, kept in a file until it is saved as what it was meant to be.
///
/// In `$XDG_STATE_HOME/escale/drafts` (`~/.local/state/escale/drafts`), readable by its owner
/// alone. One for each name: a second attempt finds what the first has left.
package struct Draft: Sendable, Hashable {
  /// Where the draft is kept.
  package let path: String

  /// The draft of a name such as `7K-1043-resolve`; bytes that don't suit a file become `_`.
  package init(name: String, ending: String = "txt", environment: Environment) {
    let safe = name.utf8.map { byte in Self.suitsFile(byte) ? byte : UInt8(ascii: "_") }
    let file = String(decoding: safe.prefix(Self.nameByteLimit), as: UTF8.self)
    path = environment.path(
      "XDG_STATE_HOME", orHome: ".local/state", "escale/drafts/\(file).\(ending)")
  }

  private static let nameByteLimit = 100

  private init(path: String) { self.path = path }

  /// All that are kept, in the order of their names.
  package static func all(environment: Environment) -> [Draft] {
    let folder = environment.path("XDG_STATE_HOME", orHome: ".local/state", "escale/drafts")
    guard let open = opendir(folder) else { return [] }
    defer { closedir(open) }
    var names: [String] = []
    while let entry = readdir(open) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.utf8.first != UInt8(ascii: ".") { names.append(name) }
    }
    return names.sorted().map { Draft(path: "\(folder)/\($0)") }
  }

  /// Its name, without its ending.
  package var name: String {
    let file = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.index(after: $0)...] }
    return String((file ?? path[...]).prefix { $0 != "." })
  }

  /// What an earlier attempt has left, or nothing.
  package var kept: [UInt8]? { try? FileBytes.read(path: path, byteLimit: MessageSource.byteLimit) }

  /// What an earlier attempt has left, as far as it is text, without what the editor adds to it.
  package var text: String? {
    kept.flatMap { try? MessageSource.checked(Editor.written($0), name: path) }
  }

  func keep(_ bytes: [UInt8]) throws(MessageError) {
    do {
      try FileBytes.makeFolders(of: path)
      try FileBytes.write(bytes, path: path)
    } catch {
      guard case .failed(let number) = error else { return }
      throw .draftNotKept(path: path, errorNumber: number)
    }
  }

  /// Puts other bytes in its place, all of them or none, and on the disk.
  ///
  /// - Throws: ``FileError``.
  package func replace(_ bytes: [UInt8]) throws(FileError) {
    try FileBytes.makeFolders(of: path)
    let file = try WholeFile(path: path)
    try file.write(bytes)
    try file.finish(replaces: true)
  }

  /// Takes the draft for this program alone, until the value goes or the program ends; nil where
  /// another one has it.
  package func lock() -> DraftLock? {
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[...$0] } ?? ""
    return DraftLock.take("\(folder).\(name).lock")
  }

  /// Removes the draft: what it said is saved, or nobody wants it.
  package func remove() { unlink(path) }

  private static func suitsFile(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default:
      false
    }
  }
}

/// The lock on one draft.
package final class DraftLock: Sendable {
  private let path: String
  private let descriptor: Int32

  private init(path: String, descriptor: Int32) {
    (self.path, self.descriptor) = (path, descriptor)
  }

  deinit {
    guard descriptor >= 0 else { return }
    unlink(path)
    close(descriptor)
  }

  /// Nil where another program has it.
  ///
  /// Where no lock can be made at all, nobody else has one either.
  fileprivate static func take(_ path: String) -> DraftLock? {
    try? FileBytes.makeFolders(of: path)
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return DraftLock(path: path, descriptor: -1) }
    var status = stat()
    // Whoever had it may have removed it between the opening and the lock.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, fstat(descriptor, &status) == 0,
      status.st_nlink > 0
    else {
      close(descriptor)
      return nil
    }
    return DraftLock(path: path, descriptor: descriptor)
  }
}
