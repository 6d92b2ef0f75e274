import Console
import EscaleCore

/// The catalogue for people.
struct CatalogueText {
  let catalogue: Catalogue
  /// Words that a service must have; none: every service.
  let words: [String]
  let language: Language
  let style: TerminalStyle

  /// Every node, set in by its depth.
  var tree: String {
    catalogue.topNodes.map { branch($0, depth: 0) }.joined()
  }

  /// The families with the services right below them.
  var tiles: String {
    catalogue.topNodes.map { family in
      let names = catalogue.nodes(under: family).map { sanitizedLine($0.name[language]) }
      let description = family.description.map { indented($0[language], by: 2) } ?? ""
      return heading(family) + description + indented(names.joined(separator: " · "), by: 2)
    }.joined(separator: "\n")
  }

  /// Services with their code and their path.
  var table: Table {
    var table = Table([
      Table.Column(Labels.service[language]),
      Table.Column(Labels.name[language], flexible: true, keepsEnd: true),
    ])
    for path in CatalogueSearch(words).services(of: catalogue) {
      let name = path.map { $0.name[language] }.joined(separator: " › ")
      table.add([Table.Cell(path.last?.code ?? ""), Table.Cell(name)])
    }
    return table
  }

  private func branch(_ node: CatalogueNode, depth: Int) -> String {
    let below = catalogue.nodes(under: node)
    let margin = String(repeating: "  ", count: depth)
    let line = below.isEmpty ? leaf(node) : heading(node)
    return margin + line + below.map { branch($0, depth: depth + 1) }.joined()
  }

  private func heading(_ node: CatalogueNode) -> String {
    style.paint(sanitizedLine(node.name[language]), .bold) + "\n"
  }

  private func leaf(_ node: CatalogueNode) -> String {
    let name = sanitizedLine(node.name[language])
    return "\(name)  \(style.paint(sanitizedLine(node.code), .cyan))\n"
  }
}
