import Testing

struct ErrorCodeTests {
  /// Endings of file names, which have the form of a code and are none.
  private static let fileEndings: Set<String> = [
    "sqlite", "json", "lock", "gz", "csv", "html", "css", "js", "pem", "key", "txt", "tmp", "md",
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

  /// String literals of the form `room.what-happened`, with the file that has them.
  private func codes() throws -> [(code: String, path: String)] {
    try Repository.sources.flatMap { source in
      try source.lines().filter { $0.has("\"") && $0.has(".") && !$0.has("///") }.flatMap { line in
        line.text.matches(of: /"([a-z]+(?:-[a-z]+)*\.([a-z][a-z0-9]*(?:-[a-z0-9]+)*))"/)
          .filter { !Self.fileEndings.contains(String($0.output.2)) }
          .map { (String($0.output.1), "\(source.path):\(line.number)") }
      }
    }
  }
}
