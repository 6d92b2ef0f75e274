import Console
import EscaleCore
import FullScreen

/// Draws the state of the screen: the same state gives the same grid.
struct ScreenDrawing {
  /// The cells before the lines of a list, where the cursor is marked.
  static let markCells = 2

  let state: ScreenState
  let language: Language

  var grid: Grid {
    var grid = Grid(rows: state.rows, columns: state.columns)
    drawTabs(on: &grid)
    if state.showsHelp {
      draw(ScreenHelp.lines(language), from: 0, on: &grid)
    } else if state.page != nil {
      draw(state.pageLines, from: state.scroll, on: &grid)
    } else {
      drawList(on: &grid)
    }
    drawFoot(on: &grid)
    return grid
  }

  private func words(_ french: String, _ english: String) -> String {
    Words(french: french, english: english)[language]
  }

  private func drawTabs(on grid: inout Grid) {
    var column = 0
    for tab in ScreenTab.allCases {
      let isShown = tab == state.tab && state.search == nil
      // The brackets say without colours which one is shown.
      let label = "\(tab.rawValue + 1) \(tab.label[language])"
      column = grid.put(
        isShown ? "[\(label)]" : " \(label) ", row: 0, column: column,
        style: isShown ? .reversed : .plain)
    }
    if let search = state.search {
      column = grid.put("[/ \(search)]", row: 0, column: column, style: .reversed)
    }
    let user = state.standing.user
    let start = grid.columns - cells(of: user)
    if start > column { grid.put(user, row: 0, column: start, style: .dim) }
  }

  /// Lines from a place on, below the heading of a page, which says how far one has read.
  private func draw(_ lines: [StyledLine], from first: Int, on grid: inout Grid) {
    let end = min(lines.count, first + state.bodyRows)
    if state.bodyRows < lines.count {
      let place = words(
        "lignes \(first + 1) à \(end) sur \(lines.count)",
        "lines \(first + 1) to \(end) of \(lines.count)")
      grid.put(place, row: 1, column: max(0, grid.columns - cells(of: place)), style: .dim)
    }
    for (row, line) in lines.dropFirst(first).prefix(state.bodyRows).enumerated() {
      grid.put(line, row: row + 2)
    }
  }

  private func drawList(on grid: inout Grid) {
    guard !state.list.lines.isEmpty else {
      grid.put(emptyList, row: 2, column: Self.markCells, style: .dim)
      return
    }
    grid.put(state.list.heading, row: 1, column: Self.markCells)
    let (top, bottom) = (state.top, grid.rows - 2 - state.footLines)
    for (offset, line) in state.list.lines.dropFirst(top).prefix(state.bodyRows).enumerated()
    where offset + 2 < max(bottom, 3) {
      let isSelected = top + offset == state.cursor
      grid.put(isSelected ? "▸" : " ", row: offset + 2, column: 0)
      grid.put(line, row: offset + 2, column: Self.markCells)
      if isSelected { grid.reverse(row: offset + 2) }
    }
  }

  private var emptyList: String {
    if state.search != nil { return words("Rien de tel.", "Nothing like that.") }
    return state.tab == .conflicts
      ? words("Aucun conflit.", "No conflicts.") : words("Aucune demande.", "No requests.")
  }

  private func drawFoot(on grid: inout Grid) {
    guard grid.rows > 3 else { return }
    let keys = grid.rows - state.footLines
    for row in keys - 2..<grid.rows { grid.fill(row: row, from: 0, style: .plain) }
    drawNotice(on: &grid, row: keys - 2)
    grid.put(state.notice?.hint?[language] ?? standing, row: keys - 1, column: 0, style: .dim)
    if let prompt = state.prompt {
      draw(prompt, on: &grid, row: grid.rows - 1, guide: keys - 2)
    } else {
      for (offset, line) in keyLines.enumerated() { grid.put(line, row: keys + offset, column: 0) }
    }
  }

  private func drawNotice(on grid: inout Grid, row: Int) {
    guard let notice = state.notice else { return }
    let mark = notice.isError ? "✗ " : "✓ "
    grid.put(
      mark + notice.words[language], row: row, column: 0,
      style: CellStyle(notice.isError ? .red : .green))
  }

  private var standing: String {
    let standing = state.standing
    var parts: [String] = []
    if state.isSyncing { parts.append(words("synchronisation…", "syncing…")) }
    parts.append(
      words("\(standing.pending) à synchroniser", "\(standing.pending) to be synced"))
    parts.append(
      words(
        "\(standing.conflicts) \(standing.conflicts < 2 ? "conflit" : "conflits")",
        "\(standing.conflicts) \(standing.conflicts == 1 ? "conflict" : "conflicts")"))
    let last = standing.lastSync ?? words("jamais", "never")
    parts.append(words("dernière synchro : \(last)", "last sync: \(last)"))
    if state.page == nil, !state.list.lines.isEmpty {
      let more = state.list.isCut ? "+" : ""
      parts.append("\(state.cursor + 1)/\(state.list.lines.count)\(more)")
    }
    return parts.joined(separator: " · ")
  }

  /// What keys do here.
  private var keyLines: [String] {
    if state.showsHelp { return [words("une touche : retour", "any key: back")] }
    guard state.page == nil else { return state.keyLines }
    let dismiss = state.tab == .conflicts ? words(" D n'en plus parler", " D dismiss") : ""
    return [
      words(
        "↑↓ choisir ⏎ ouvrir / chercher s synchro\(dismiss) ? aide q quitter",
        "↑↓ move ⏎ open / search s sync\(dismiss) ? help q quit")
    ]
  }

  /// The question and the end of the answer up to the caret, which is where one looks.
  private func draw(_ prompt: ScreenPrompt, on grid: inout Grid, row: Int, guide: Int) {
    grid.fill(row: row, from: 0, style: .plain)
    let label = prompt.label[language] + words(" : ", ": ")
    let start = grid.put(label, row: row, column: 0, style: .bold)
    let room = max(1, grid.columns - start - 1)
    let shown = prompt.answer.map { $0 == "\n" ? "⏎" : String($0) }
    var first = prompt.caret
    var used = 0
    while first > 0, used + cells(of: sanitizedLine(shown[first - 1])) <= room {
      first -= 1
      used += cells(of: sanitizedLine(shown[first]))
    }
    grid.put(shown[first...].joined(), row: row, column: start)
    grid.cursor = Grid.Place(row: row, column: min(start + used, grid.columns - 1))
    guard state.notice == nil else { return }
    let more = prompt.ask?.isText == true ? words(" · Ctrl-E éditeur", " · Ctrl-E editor") : ""
    grid.put(
      words("⏎ valider · Échap laisser\(more)", "⏎ done · Esc leave\(more)"), row: guide,
      column: 0, style: .dim)
  }
}
