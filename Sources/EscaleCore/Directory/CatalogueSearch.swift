/// A search in the catalogue that ignores case and accents.
package struct CatalogueSearch {
  private let words: [String]

  package init(_ words: [String]) {
    self.words = words.flatMap { SearchText.folded($0).split(separator: " ").map(String.init) }
  }

  /// The services, as their ways through the catalogue, that have every word: in their code, names
  /// and descriptions, or in the names above them.
  ///
  /// Those that have all of them by themselves come first. What is above is described for all that
  /// is below, so that a word of such a description would find half the catalogue.
  package func services(of catalogue: Catalogue) -> [[CatalogueNode]] {
    guard !words.isEmpty else { return catalogue.services }
    let found = catalogue.services.filter { path in
      has(path.dropLast().map(names) + path.suffix(1).map(texts))
    }
    let own = found.map { has($0.suffix(1).map(texts)) }
    return zip(found, own).filter(\.1).map(\.0) + zip(found, own).filter { !$0.1 }.map(\.0)
  }

  private func has(_ texts: [String]) -> Bool {
    let text = SearchText.folded(texts.joined(separator: " "))
    return words.allSatisfy { text.contains($0) }
  }

  private func names(_ node: CatalogueNode) -> String {
    "\(node.code) \(node.name.french) \(node.name.english)"
  }

  private func texts(_ node: CatalogueNode) -> String {
    "\(names(node)) \(node.description?.french ?? "") \(node.description?.english ?? "")"
  }
}
