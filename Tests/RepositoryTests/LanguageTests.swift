import Testing

/// Whatever a person sees is there in French and in English.
struct LanguageTests {
  /// The rooms whose texts people read; what others say goes to logs and programs.
  private static let speaking = Set([
    "Console", "FullScreen", "EscaleCommands", "ServerCommands", "Portal", "Mail", "Replica",
  ])
  private static let spoken = Repository.sources.filter { speaking.contains($0.target) }
  /// Pages have functions of these names for what isn't shown.
  private static let printed = spoken.filter { $0.target != "Portal" }

  /// What is the same in both languages: the program's name, and what is typed.
  private static let sameInBoth = Set(["Escale", "escale", "Français", "English", "Action", "Code"])

  @Test(arguments: Repository.sources)
  func `no text was left untranslated beside its label`(source: Page) throws {
    let literals = try BareCode.literals(of: source.text())
    for (french, english) in zip(literals, literals.dropFirst())
    where french.follows("french:") && english.before == ", english:" {
      let place = "\(source.path):\(french.number) \(french.text)"
      #expect(french.text.isEmpty == english.text.isEmpty, "\(place)")
      #expect(
        french.text != english.text || french.text.words.count < 3
          || french.text.utf8.starts(with: "escale ".utf8), "\(place)")
    }
  }

  @Test(arguments: printed)
  func `nothing is said in one language only`(source: Page) throws {
    let ways = [
      ".line(", ".write(", "Column(", "Cell(", ".put(", ".say(", ".note(", ".ask(", ".show(",
    ]
    for literal in try BareCode.literals(of: source.text())
    where ways.contains(where: { literal.follows($0) }) {
      let words = literal.text.words.filter { !Self.sameInBoth.contains(String($0)) }
      #expect(words.isEmpty, "\(source.path):\(literal.number) \(literal.text)")
    }
  }

  @Test(arguments: spoken)
  func `no French stands alone`(source: Page) throws {
    let literals = try BareCode.literals(of: source.text())
    for (index, literal) in literals.enumerated()
    where literal.text.isFrench && literal.text.words.count > 1 {
      let after = index + 1 < literals.count ? literals[index + 1].before : ""
      let isLabelled = ["french:", "fr:", "+", "(", "{", "?", ":", ","]
        .contains { literal.follows($0) }
      #expect(
        isLabelled || after.utf8.starts(with: ",".utf8),
        "\(source.path):\(literal.number) \(literal.text)")
    }
  }

  @Test(arguments: Repository.sources.filter { $0.target == "Portal" })
  func `no page has words between its tags`(source: Page) throws {
    for literal in try BareCode.literals(of: source.text()) where !literal.text.contains("<pre") {
      for part in literal.text.split(separator: ">", omittingEmptySubsequences: false).dropFirst() {
        guard let tag = part.firstIndex(of: "<") else { continue }
        #expect(
          String(part[..<tag]).words.allSatisfy { Self.sameInBoth.contains(String($0)) },
          "\(source.path):\(literal.number) \(part[..<tag])")
      }
    }
  }

  @Test func `a text in one language is found`() {
    let literals = BareCode.literals(
      of: """
        output.line("Not translated") // "no"
        Words(french: "à \\(name("x"))", english: "")
        """)
    #expect(literals.map(\.text) == ["Not translated", "à  ", "x", ""])
    #expect(literals[0].follows(".line(") && literals[1].follows("french:"))
    #expect(literals.map(\.number) == [1, 2, 2, 2])
  }
}

extension BareCode.Literal {
  /// Whether this stands right before it.
  fileprivate func follows(_ code: String) -> Bool { before.hasSuffix(code) }
}

extension String {
  /// Runs of two letters and more; bytes beyond ASCII count as letters.
  fileprivate var words: [Substring] {
    utf8.split { byte in
      !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) && byte < 0xC3
    }.filter { $0.count > 1 }.map { Substring($0) }
  }

  /// Whether it has a letter that only French has.
  fileprivate var isFrench: Bool {
    guard utf8.contains(0xC3) else { return false }
    return unicodeScalars.contains { "àâçéèêëîïôûù".unicodeScalars.contains($0) }
  }
}
