/// Rows and columns for people on a terminal, or for programs behind a pipe.
///
/// On a terminal the columns fit its width and have a heading. Piped, a row is a line of values
/// separated by tabs, without a heading, never truncated, never coloured; tabs and newlines in
/// values become spaces.
package struct Table: Sendable {
  /// A column: its heading, and how it behaves.
  package struct Column: Sendable {
    package let heading: String
    /// Whether values stand at the right edge: for numbers.
    package let isRightAligned: Bool
    /// Whether it gives way first when the table is too wide: for titles and texts.
    package let isFlexible: Bool
    /// Whether its values keep their ends where they are cut: for paths.
    package let keepsEnd: Bool
    /// It is left out of terminals narrower than this, in cells.
    package let leastWidth: Int

    package init(
      _ heading: String, rightAligned: Bool = false, flexible: Bool = false,
      keepsEnd: Bool = false, from leastWidth: Int = 0
    ) {
      self.heading = heading
      self.isRightAligned = rightAligned
      self.isFlexible = flexible
      self.keepsEnd = keepsEnd
      self.leastWidth = leastWidth
    }
  }

  /// A value with its colour.
  package struct Cell: Sendable, ExpressibleByStringLiteral {
    package let text: String
    package let ink: TerminalStyle.Ink?
    /// What programs read instead, where it differs.
    package let code: String?

    package init(_ text: String, ink: TerminalStyle.Ink? = nil, code: String? = nil) {
      self.text = text
      self.ink = ink
      self.code = code
    }

    package init(stringLiteral value: String) { self.init(value) }
  }

  /// Where a table is going.
  package enum Surface: Sendable {
    /// A terminal of that many cells.
    case terminal(width: Int, style: TerminalStyle)
    case piped
  }

  private let columns: [Column]
  private var rows: [[Cell]] = []

  package init(_ columns: [Column]) {
    self.columns = columns
  }

  package var isEmpty: Bool { rows.isEmpty }

  /// Adds a row; it has as many cells as the table has columns.
  package mutating func add(_ row: [Cell]) {
    precondition(row.count == columns.count, "a row has a cell for each column")
    rows.append(row)
  }

  /// The lines of the table, each with its end; nothing where it has no rows.
  package func text(for surface: Surface) -> String {
    guard !rows.isEmpty else { return "" }
    return switch surface {
    case .piped: rows.map { Self.tabbed($0) }.joined()
    case .terminal(let width, let style): laidOut(width: width, style: style)
    }
  }

  private static func tabbed(_ row: [Cell]) -> String {
    row.map { sanitizedLine($0.code ?? $0.text) }.joined(separator: "\t") + "\n"
  }

  private func laidOut(width: Int, style: TerminalStyle) -> String {
    let shown = self.columns.indices.filter { self.columns[$0].leastWidth <= width }
    let columns = shown.map { self.columns[$0] }
    let rows = self.rows.map { row in
      shown.map { Cell(sanitizedLine(row[$0].text), ink: row[$0].ink) }
    }
    let widths = TableLayout(columns: columns, rows: rows).widths(within: width)
    let heading = columns.map { Cell($0.heading, ink: .bold) }
    return ([heading] + rows).map { line($0, columns, widths, style) }.joined()
  }

  private func line(
    _ row: [Cell], _ columns: [Column], _ widths: [Int], _ style: TerminalStyle
  ) -> String {
    var line = ""
    var gap = 0
    for (index, cell) in row.enumerated() where widths[index] > 0 {
      let text =
        columns[index].keepsEnd
        ? ending(of: cell.text, inCells: widths[index])
        : truncated(cell.text, toCells: widths[index])
      let room = widths[index] - cells(of: text)
      let before = columns[index].isRightAligned ? room : 0
      if !text.isEmpty {
        line += String(repeating: " ", count: gap + before) + style.paint(text, cell.ink)
        gap = 0
      } else {
        gap += before
      }
      gap += room - before + TableLayout.gap
    }
    return line + "\n"
  }
}
