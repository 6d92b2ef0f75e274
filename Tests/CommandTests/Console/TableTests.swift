import Console
import Testing

/// What tables look like, on a terminal and behind a pipe.
struct TableTests {
  private var table: Table {
    var table = Table([
      Table.Column("REF"), Table.Column("TITLE", flexible: true),
      Table.Column("AGE", rightAligned: true),
    ])
    table.add([Table.Cell("7K-1043", ink: .cyan), "Écran noir au démarrage du poste", "2 h"])
    table.add(["7K-9", "Imprimante\ten panne\nbureau 12", "12 j"])
    return table
  }

  private func lines(width: Int) -> [Substring] {
    table.text(for: .terminal(width: width, style: .plain)).split(separator: "\n")
  }

  @Test func `columns are as wide as their values where there is room`() {
    #expect(
      lines(width: 80) == [
        "REF      TITLE                              AGE",
        "7K-1043  Écran noir au démarrage du poste   2 h",
        "7K-9     Imprimante en panne bureau 12     12 j",
      ])
  }

  @Test func `a title gives way before a reference does`() {
    #expect(lines(width: 34)[1] == "7K-1043  Écran noir au déma…   2 h")
  }

  @Test(arguments: 20...60)
  func `no line is wider than the terminal`(width: Int) {
    for line in lines(width: width) { #expect(cells(of: String(line)) <= width) }
  }

  @Test func `colour doesn't count as width`() {
    let colored = table.text(for: .terminal(width: 80, style: TerminalStyle(isColored: true)))
    #expect(colored.contains("\u{1B}[36m7K-1043\u{1B}[0m  Écran"))
  }

  @Test func `piped values are whole, plain and separated by tabs`() {
    #expect(
      table.text(for: .piped) == """
        7K-1043\tÉcran noir au démarrage du poste\t2 h
        7K-9\tImprimante en panne bureau 12\t12 j

        """)
  }

  @Test func `a table without rows is silent`() {
    let table = Table([Table.Column("REF")])
    #expect(table.text(for: .terminal(width: 80, style: .plain)).isEmpty)
  }
}
