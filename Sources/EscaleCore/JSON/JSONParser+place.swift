extension JSONParser {
  mutating func skipWhitespace() {
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        lineStart = position + 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        break
      default:
        return
      }
      position += 1
    }
  }

  /// Passes over the byte if it is the next one.
  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  /// An error at the position, or at an earlier one on the same line.
  func error(_ problem: JSONError.Problem, at place: Int? = nil) -> JSONError {
    let before = bytes[lineStart..<max(lineStart, place ?? position)]
    let scalars = before.count { byte in byte & 0xC0 != 0x80 }
    return JSONError(line: line, column: scalars + 1, problem: problem)
  }

  /// The error for a byte that can't stand at the position, or for the end.
  func unexpected() -> JSONError {
    guard let next else { return error(.unexpectedEnd) }
    return error(.unexpectedByte(next))
  }
}
