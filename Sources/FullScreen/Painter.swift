import Console

/// Turns grids into what makes a terminal show them: only what has changed is sent.
///
/// Source: ECMA-48; the private modes are xterm's, which all terminals of today share.
package struct Painter {
  private let isColored: Bool
  private var shown: Grid?

  package init(isColored: Bool) { self.isColored = isColored }

  /// Forgets what the terminal shows: the next grid is drawn whole.
  package mutating func forget() { shown = nil }

  /// The bytes after which the terminal shows a grid.
  package mutating func paint(_ grid: Grid) -> String {
    var text = "\u{1B}[?25l"
    let before = shown.flatMap { $0.rows == grid.rows && $0.columns == grid.columns ? $0 : nil }
    if before == nil { text += "\u{1B}[0m\u{1B}[2J" }
    for row in 0..<grid.rows {
      text += changes(
        from: before.map { Array($0.cells(ofRow: row)) }, to: Array(grid.cells(ofRow: row)), row)
    }
    if let cursor = grid.cursor { text += Self.move(cursor.row, cursor.column) + "\u{1B}[?25h" }
    shown = grid
    return text
  }

  private func changes(from before: [Grid.Cell]?, to cells: [Grid.Cell], _ row: Int) -> String {
    let blank = Array(repeating: Grid.Cell.blank, count: cells.count)
    let before = before ?? blank
    guard before != cells, before.count == cells.count else { return "" }
    let isChanged = { (column: Int) in before[column] != cells[column] }
    guard var first = cells.indices.first(where: isChanged),
      let last = cells.indices.last(where: isChanged)
    else { return "" }
    while first > 0, cells[first].text.isEmpty { first -= 1 }
    var text = Self.move(row, first)
    var style = CellStyle.plain
    for column in first...last where !cells[column].text.isEmpty {
      let cell = cells[column]
      if cell.style != style { text += parameters(cell.style) }
      style = cell.style
      text += cell.text
      // Terminals don't agree on how wide some characters are: what follows is placed anew.
      if cell.text.utf8.count > 1 { text += "\u{1B}[\(column + Self.width(cells, column) + 1)G" }
    }
    return style == .plain ? text : text + "\u{1B}[0m"
  }

  private static func width(_ cells: [Grid.Cell], _ column: Int) -> Int {
    column + 1 < cells.count && cells[column + 1].text.isEmpty ? 2 : 1
  }

  private static func move(_ row: Int, _ column: Int) -> String {
    "\u{1B}[\(row + 1);\(column + 1)H"
  }

  private func parameters(_ style: CellStyle) -> String {
    var text = "\u{1B}[0"
    if let ink = style.ink, isColored || ink == .bold || ink == .dim { text += ";\(ink.rawValue)" }
    if style.isReversed { text += ";7" }
    return text + "m"
  }
}
