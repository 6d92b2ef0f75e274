package import Console

/// How a cell looks.
package struct CellStyle: Hashable, Sendable {
  package var ink: TerminalStyle.Ink?
  package var isReversed: Bool

  package init(_ ink: TerminalStyle.Ink? = nil, isReversed: Bool = false) {
    self.ink = ink
    self.isReversed = isReversed
  }

  package static let plain = CellStyle()
  package static let bold = CellStyle(.bold)
  package static let dim = CellStyle(.dim)
  package static let reversed = CellStyle(isReversed: true)
}

/// What a terminal is to show: rows of cells, drawn without one.
///
/// Whatever is put on it is made harmless first and cut at the edge: no text can drive the terminal
/// or reach beyond its place.
package struct Grid: Hashable, Sendable {
  /// The most rows and columns that are drawn; a larger terminal stays empty beyond.
  package static let sideLimit = 1_000

  /// One cell: a character and how it looks.
  package struct Cell: Hashable, Sendable {
    /// The character; empty in the right half of a wide one.
    package fileprivate(set) var text: String
    package fileprivate(set) var style: CellStyle

    static let blank = Cell(text: " ", style: .plain)
  }

  /// A place on the grid, from 0.
  package struct Place: Hashable, Sendable {
    package let row: Int
    package let column: Int

    package init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  package let rows: Int
  package let columns: Int
  /// Where the terminal's cursor stands; nil: it is hidden.
  package var cursor: Place?
  private var cells: [Cell]

  package init(rows: Int, columns: Int) {
    self.rows = min(max(rows, 1), Self.sideLimit)
    self.columns = min(max(columns, 1), Self.sideLimit)
    cells = Array(repeating: .blank, count: self.rows * self.columns)
  }

  /// The cells of a row; none for a row that isn't there.
  package func cells(ofRow row: Int) -> ArraySlice<Cell> {
    guard (0..<rows).contains(row) else { return [] }
    return cells[row * columns..<(row + 1) * columns]
  }

  /// Puts a text on a row, from a column on, over at most so many cells.
  ///
  /// - Returns: The column after it.
  @discardableResult
  package mutating func put(
    _ text: String, row: Int, column: Int, style: CellStyle = .plain, width: Int = sideLimit
  ) -> Int {
    guard (0..<rows).contains(row), column >= 0 else { return column }
    let end = min(columns, column + max(0, min(width, Self.sideLimit)))
    var next = column
    for character in sanitizedLine(text) {
      let taken = Console.cells(of: String(character))
      guard taken > 0 else { continue }
      guard next + taken <= end else { break }
      set(Cell(text: String(character), style: style), row, next)
      if taken == 2 { set(Cell(text: "", style: style), row, next + 1, isRightHalf: true) }
      next += taken
    }
    return next
  }

  /// Gives the rest of a row, from a column on, a look of its own.
  package mutating func fill(row: Int, from column: Int, style: CellStyle) {
    guard (0..<rows).contains(row) else { return }
    for column in max(0, column)..<max(columns, max(0, column)) {
      set(Cell(text: " ", style: style), row, column)
    }
  }

  /// Reverses a row, with its colours gone: what it says is in its words.
  package mutating func reverse(row: Int) {
    guard (0..<rows).contains(row) else { return }
    for index in row * columns..<(row + 1) * columns { cells[index].style = .reversed }
  }

  /// The characters, without the blanks at the ends of rows: for tests and pages.
  package var text: String {
    (0..<rows).map { row in
      let line = cells(ofRow: row).map(\.text).joined()
      let end = line.unicodeScalars.lastIndex { $0 != " " }
      return end.map { String(line.unicodeScalars[...$0]) } ?? ""
    }.joined(separator: "\n") + "\n"
  }

  /// Sets a cell; of a wide character that loses a half, the other becomes blank.
  private mutating func set(_ cell: Cell, _ row: Int, _ column: Int, isRightHalf: Bool = false) {
    guard column < columns else { return }
    let index = row * columns + column
    if !isRightHalf, column > 0, cells[index].text.isEmpty { cells[index - 1].text = " " }
    if column + 1 < columns, !cells[index].text.isEmpty, cells[index + 1].text.isEmpty {
      cells[index + 1].text = " "
    }
    cells[index] = cell
  }
}
