import Glibc
import Ledger

/// A folder into which mails are put as files: `NAME.eml`, of mode 0600, whole or not at all.
struct SpoolFolder {
  let path: String

  func keep(_ letter: Letter) -> HandOver {
    if mkdir(path, 0o700) != 0, errno != EEXIST { return failure() }
    let final = "\(path)/\(letter.name.text).eml"
    let draft = "\(path)/.\(letter.name.text).tmp"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return failure() }
    let isWritten =
      writeAll(letter.bytes(lineEnd: "\r\n"), to: descriptor) && fsync(descriptor) == 0
    guard close(descriptor) == 0, isWritten, rename(draft, final) == 0 else {
      let result = failure()
      unlink(draft)
      return result
    }
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return .unsure("errno \(errno)") }
    defer { close(folder) }
    return fsync(folder) == 0 ? .done : .unsure("errno \(errno)")
  }

  private func failure() -> HandOver { .postponed("errno \(errno)") }
}

/// Writes all bytes, or returns false.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  var written = 0
  while written < bytes.count {
    let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    written += count
  }
  return true
}
