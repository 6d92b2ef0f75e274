import Console
import EscaleCore
import Glibc

/// Questions at a terminal: the prompt on standard error, the answer a line of standard input.
enum Question {
  /// The longest answer in bytes.
  private static let answerByteLimit = 4_096

  /// The answer, without the white space around it; nil at the end of the input.
  static func ask(_ prompt: String, on output: StandardOutput) -> String? {
    output.write(sanitizedLine(prompt))
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < answerByteLimit {
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      if count <= 0, bytes.isEmpty { return nil }
      if count <= 0 || byte == UInt8(ascii: "\n") { break }
      bytes.append(byte)
    }
    return trimmed(String(decoding: bytes, as: UTF8.self))
  }

  /// Asks until there is an answer; nil at the end of the input.
  static func insist(_ prompt: String, on output: StandardOutput) -> String? {
    while let answer = ask(prompt, on: output) {
      if !answer.isEmpty { return answer }
    }
    return nil
  }

  private static func trimmed(_ text: String) -> String {
    let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
    let rest = text.unicodeScalars.drop(while: isBlank)
    guard let last = rest.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(rest[...last])
  }
}
