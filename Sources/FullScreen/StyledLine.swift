package import Console

/// A line of text in parts, each in its colour.
package struct StyledLine: Hashable, Sendable {
  package struct Part: Hashable, Sendable {
    package var text: String
    package var ink: TerminalStyle.Ink?
  }

  package private(set) var parts: [Part] = []

  package init(_ text: String = "", _ ink: TerminalStyle.Ink? = nil) { add(text, ink) }

  package var text: String { parts.map(\.text).joined() }

  package mutating func add(_ text: String, _ ink: TerminalStyle.Ink? = nil) {
    guard !text.isEmpty else { return }
    parts.append(Part(text: text, ink: ink))
  }

  /// The lines of a text that ``TerminalStyle`` coloured, other people's words in it sanitized.
  package static func lines(of text: String) -> [StyledLine] {
    var lines: [StyledLine] = []
    var ink: TerminalStyle.Ink?
    var line = StyledLine()
    var run = String.UnicodeScalarView()
    var scalars = text.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      switch scalar {
      case "\n":
        line.add(String(run), ink)
        run = String.UnicodeScalarView()
        lines.append(line)
        line = StyledLine()
      case "\u{1B}":
        line.add(String(run), ink)
        run = String.UnicodeScalarView()
        ink = Self.ink(&scalars)
      default: run.append(scalar)
      }
    }
    line.add(String(run), ink)
    return line.parts.isEmpty ? lines : lines + [line]
  }

  /// The ink of a sequence such as `[31m`, after its escape.
  private static func ink(
    _ scalars: inout String.UnicodeScalarView.Iterator
  ) -> TerminalStyle.Ink? {
    var digits = ""
    while let scalar = scalars.next(), scalar != "m" {
      if ("0"..."9").contains(scalar) { digits.unicodeScalars.append(scalar) }
    }
    return UInt8(digits).flatMap(TerminalStyle.Ink.init(rawValue:))
  }

  /// The line in pieces of at most so many cells, cut between words where that is possible; what
  /// follows the first is set in like it.
  package func wrapped(toCells limit: Int) -> [StyledLine] {
    guard limit > 0, cells(of: text) > limit else { return [self] }
    let margin = min(text.prefix { $0 == " " }.count, limit / 2)
    var lines: [StyledLine] = []
    var line = StyledLine()
    var used = 0
    for (word, ink) in words {
      var word = word[...]
      if used + cells(of: String(word)) > limit, used > margin {
        lines.append(line)
        line = StyledLine(String(repeating: " ", count: margin))
        used = margin
        word = word.drop { $0 == " " }
      }
      while used + cells(of: String(word)) > limit, let piece = Self.piece(word, limit - used) {
        line.add(String(word[..<piece]), ink)
        lines.append(line)
        line = StyledLine(String(repeating: " ", count: margin))
        used = margin
        word = word[piece...]
      }
      line.add(String(word), ink)
      used += cells(of: String(word))
    }
    if used > margin { lines.append(line) }
    return lines
  }

  /// Where a word is cut so that its beginning fits, at least one character of it.
  private static func piece(_ word: Substring, _ room: Int) -> Substring.Index? {
    var used = 0
    var index = word.startIndex
    while index < word.endIndex {
      used += cells(of: String(word[index]))
      if used > room, index > word.startIndex { return index }
      index = word.index(after: index)
    }
    return nil
  }

  /// The words, each with the blanks before it.
  private var words: [(text: String, ink: TerminalStyle.Ink?)] {
    var words: [(String, TerminalStyle.Ink?)] = []
    for part in parts {
      var word = ""
      for character in part.text {
        if character == " ", let last = word.last, last != " " {
          words.append((word, part.ink))
          word = ""
        }
        word.append(character)
      }
      words.append((word, part.ink))
    }
    return words
  }
}

extension Grid {
  /// Puts a line on a row, from a column on.
  ///
  /// - Returns: The column after it.
  @discardableResult
  package mutating func put(
    _ line: StyledLine, row: Int, column: Int = 0, width: Int = sideLimit
  ) -> Int {
    var next = column
    for part in line.parts {
      next = put(
        part.text, row: row, column: next, style: CellStyle(part.ink),
        width: width - (next - column))
    }
    return next
  }
}
