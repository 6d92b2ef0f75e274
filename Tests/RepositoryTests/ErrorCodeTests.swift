import Testing

struct ErrorCodeTests {
  /// Endings of file names, which have the form of a code and are none.
  private static let fileEndings: Set<String> = [
    "sqlite", "json", "lock", "gz", "csv", "html", "css", "js", "pem", "key", "txt", "tmp", "md",
    "service", "timer",
  ]

  @Test func `every error code is documented`() throws {
    let page = try Repository.text("docs/ERRORS.md")
    for (code, path) in try codes() {
      #expect(page.contains("`\(code)`"), "\(code), in \(path)")
    }
  }

  @Test func `every documented error code exists`() throws {
    let known = Set(try codes().map(\.code))
    let rows = try Repository.text("docs/ERRORS.md")
      .matches(of: /(?m)^\| `([a-z]+(?:-[a-z]+)*\.[a-z0-9-]+)`/)
    for row in rows {
      #expect(known.contains(String(row.output.1)), "\(row.output.1)")
    }
  }

  /// String literals of the form `room.what-happened`, with the place that has them.
  ///
  /// By hand: regular expressions over all the sources take minutes in a development build.
  private func codes() throws -> [(code: String, path: String)] {
    try Repository.sources.flatMap { source in
      try source.lines().filter { $0.has("\"") && $0.has(".") && !$0.has("///") }.flatMap { line in
        line.text.utf8.split(separator: UInt8(ascii: "\""))
          .filter(isCode)
          .map { (String(decoding: $0, as: UTF8.self), "\(source.path):\(line.number)") }
      }
    }
  }

  private func isCode(_ text: Substring.UTF8View) -> Bool {
    let halves = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let room = halves.first, let event = halves.last, halves.count == 2 else { return false }
    return words(room, with: isLetter) && words(event, with: isLetterOrDigit)
      && event.first.map(isLetter) == true
      && !Self.fileEndings.contains(String(decoding: event, as: UTF8.self))
  }

  /// Whether a text is words of these characters, joined by single hyphens.
  private func words(_ text: Substring.UTF8View, with isPart: (UInt8) -> Bool) -> Bool {
    text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0.allSatisfy(isPart) }
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
