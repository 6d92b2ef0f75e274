import Console
import FullScreen
import Testing

/// Grids, and what is sent of them.
struct GridTests {
  @Test func `a text is cut at the edge, and wide characters are never cut in two`() {
    var grid = Grid(rows: 1, columns: 5)
    grid.put("ab漢字", row: 0, column: 0)
    #expect(grid.text == "ab漢\n")
    grid.put("x", row: 0, column: 3)
    #expect(grid.text == "ab x\n")
  }

  @Test func `what is put on a grid can't drive the terminal`() {
    var grid = Grid(rows: 2, columns: 20)
    grid.put("a\u{1B}[2Jb\u{9B}c\u{202E}\nd", row: 0, column: 0)
    grid.put("beyond", row: 7, column: 0)
    var painter = Painter(isColored: true)
    _ = painter.paint(Grid(rows: 2, columns: 20))
    let sent = painter.paint(grid)
    #expect(!sent.contains("\u{1B}[2J"))
    #expect(!sent.unicodeScalars.contains { ["\u{9B}", "\u{202E}", "\n"].contains($0) })
  }

  @Test func `only what has changed is sent`() {
    var grid = Grid(rows: 24, columns: 80)
    grid.put("a line of text", row: 3, column: 0)
    var painter = Painter(isColored: false)
    #expect(painter.paint(grid).contains("a line of text"))
    grid.put("m", row: 3, column: 7)
    #expect(painter.paint(grid) == "\u{1B}[?25l\u{1B}[4;8Hm")
    painter.forget()
    #expect(painter.paint(grid).contains("a line"))
  }

  @Test(arguments: [1, 2, 7, 20, 80])
  func `wrapped lines fit and lose no word`(width: Int) {
    let line = StyledLine("    12 h  Une phrase, 漢字漢字 et un-mot-qui-est-vraiment-très-long.")
    let pieces = line.wrapped(toCells: width)
    let whole = pieces.map(\.text).joined().filter { $0 != " " }
    #expect(whole == line.text.filter { $0 != " " })
    #expect(pieces.allSatisfy { $0.text.count <= max(width, 2) })
  }

  @Test func `colours of a text become those of its parts`() {
    let lines = StyledLine.lines(of: "\u{1B}[31mrouge\u{1B}[0m, et\nsuite")
    #expect(lines.map(\.text) == ["rouge, et", "suite"])
    #expect(lines.first?.parts.map(\.ink) == [.red, nil])
  }
}
