import Testing

struct LeftoverTests {
  /// The longest that a source file may be, in lines.
  private static let lineLimit = 400

  @Test(arguments: Repository.sources)
  func `nothing is forced`(source: Page) throws {
    for line in try BareCode.lines(of: source.text()) where line.has("!") {
      #expect(
        line.text.firstMatch(of: /\btry!|\bas!|[\w)\]>?]!(?!=)/) == nil,
        "\(source.path):\(line.number) \(line.text)")
    }
  }

  @Test(arguments: Repository.sources)
  func `nothing is left to be done`(source: Page) throws {
    for line in try source.lines() where line.has("TODO") || line.has("X") || line.has("HACK") {
      #expect(
        line.text.firstMatch(of: /\b(?:TODO|FIXME|XXX|HACK)\b/) == nil,
        "\(source.path):\(line.number) \(line.text)")
    }
  }

  @Test(arguments: Repository.sources)
  func `nothing is printed to find a mistake`(source: Page) throws {
    for line in try BareCode.lines(of: source.text())
    where line.has("rint(") || line.has("dump(") || line.has("NSLog(") {
      #expect(
        line.text.firstMatch(of: /(?:^|[^.\w])(?:print|debugPrint|dump|NSLog)\(/) == nil,
        "\(source.path):\(line.number) \(line.text)")
    }
  }

  @Test(arguments: Repository.sources)
  func `no task is detached, and no invariant ends in fatalError`(source: Page) throws {
    let last = try BareCode.lines(of: source.text())
      .last { $0.has("Task.detached") || $0.has("fatalError(") }
    #expect(last == nil, "\(source.path):\(last?.number ?? 0)")
  }

  @Test(arguments: Repository.sources)
  func `what the compiler can't check says why it holds`(source: Page) throws {
    let lines = try source.lines()
    for line in lines where line.has("@unchecked Sendable") || line.has("nonisolated(unsafe)") {
      let before = lines[max(0, line.number - 6)..<line.number]
      #expect(before.contains { $0.has("//") }, "\(source.path):\(line.number)")
    }
  }

  @Test(arguments: Repository.sources)
  func `a source file keeps to one subject's length`(source: Page) throws {
    #expect(try source.lines().count <= Self.lineLimit + 1)
  }

  @Test func `comments and literals are not taken for code`() {
    let lines = BareCode.lines(
      of: """
        let a = "no! \\(b["try!"])" // try!
        let c = d!
        """)
    #expect(lines.map(\.text) == ["let a = \"\"\"\" ", "let c = d!"])
  }
}
