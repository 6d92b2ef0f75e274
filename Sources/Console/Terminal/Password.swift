import Glibc

/// Reads a password, from standard input or from the terminal without showing it.
package enum Password {
  /// The most bytes that a password may have.
  package static let byteLimit = 1024

  /// The first line of a file descriptor, without its end.
  ///
  /// - Throws: ``PasswordError``.
  package static func read(descriptor: Int32 = STDIN_FILENO) throws(PasswordError) -> String {
    var bytes: [UInt8] = []
    while let byte = nextByte(descriptor), byte != UInt8(ascii: "\n") {
      bytes.append(byte)
      guard bytes.count <= byteLimit else { throw .tooLong }
    }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    return try checked(bytes)
  }

  /// What is typed on the terminal after the prompt, which goes there too.
  ///
  /// - Throws: ``PasswordError``; ``PasswordError/interrupted`` for Ctrl-C.
  package static func ask(_ prompt: String) throws(PasswordError) -> String {
    let terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
    guard terminal >= 0 else { throw .noTerminal }
    defer { close(terminal) }
    var before = termios()
    guard tcgetattr(terminal, &before) == 0 else { throw .noTerminal }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG)
    guard tcsetattr(terminal, TCSAFLUSH, &silent) == 0 else { throw .noTerminal }
    defer {
      _ = tcsetattr(terminal, TCSAFLUSH, &before)
      _ = FileBytes.writeAll(Array("\n".utf8), to: terminal)
    }
    _ = FileBytes.writeAll(Array(prompt.utf8), to: terminal)
    return try checked(try typed(terminal))
  }

  /// The keys up to the end of the line, edited as a terminal would.
  private static func typed(_ terminal: Int32) throws(PasswordError) -> [UInt8] {
    var bytes: [UInt8] = []
    while let key = nextByte(terminal) {
      switch key {
      case 0x0A, 0x0D: return bytes
      case 0x04 where bytes.isEmpty: return bytes
      case 0x03: throw .interrupted
      case 0x08, 0x7F: removeLastScalar(&bytes)
      case 0x15: bytes.removeAll()
      default: bytes.append(key)
      }
      guard bytes.count <= byteLimit else { throw .tooLong }
    }
    return bytes
  }

  private static func removeLastScalar(_ bytes: inout [UInt8]) {
    while let byte = bytes.popLast(), byte & 0xC0 == 0x80 {}
  }

  private static func checked(_ bytes: [UInt8]) throws(PasswordError) -> String {
    guard let password = String(validating: bytes, as: UTF8.self) else { throw .notText }
    guard !password.isEmpty else { throw .empty }
    return password
  }

  private static func nextByte(_ descriptor: Int32) -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = Glibc.read(descriptor, &byte, 1)
      if count == 1 { return byte }
      guard count < 0, errno == EINTR else { return nil }
    }
  }
}
