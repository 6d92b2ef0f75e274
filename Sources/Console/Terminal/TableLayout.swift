/// Decides how wide the columns of a table are on a terminal.
struct TableLayout {
  /// The cells between two columns.
  static let gap = 2
  /// A flexible column gives way down to this width, in cells, before others have to.
  private static let flexibleMinimum = 12
  /// No column gets narrower than this, in cells.
  private static let minimum = 4

  private let columns: [Table.Column]
  private let naturalWidths: [Int]

  /// The layout for rows whose cells were sanitized.
  init(columns: [Table.Column], rows: [[Table.Cell]]) {
    self.columns = columns
    naturalWidths = columns.indices.map { index in
      rows.reduce(cells(of: columns[index].heading)) { max($0, cells(of: $1[index].text)) }
    }
  }

  /// The width of each column in cells, in a terminal of that width.
  ///
  /// Flexible columns give way first, the widest before the others, then all. A terminal too
  /// narrow for that wraps the lines.
  func widths(within total: Int) -> [Int] {
    let filled = naturalWidths.count { $0 > 0 }
    let available = total - Self.gap * max(0, filled - 1)
    var widths = naturalWidths.map { min($0, max(total, Self.minimum)) }
    let flexible = columns.indices.filter { columns[$0].isFlexible }
    shrink(&widths, flexible, to: available, minimum: Self.flexibleMinimum)
    shrink(&widths, Array(columns.indices), to: available, minimum: Self.minimum)
    return widths
  }

  private func shrink(_ widths: inout [Int], _ indices: [Int], to available: Int, minimum: Int) {
    while widths.reduce(0, +) > available {
      guard let widest = indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > minimum
      else { return }
      widths[widest] -= 1
    }
  }
}
