import EscaleCore
import Testing

/// What a search in the catalogue finds.
struct CatalogueSearchTests {
  private static func words(_ text: String) -> Words { Words(french: text, english: text) }

  private static let catalogue = Catalogue([
    CatalogueNode(
      number: 1, code: "num", parent: nil, order: 0, name: words("NUMÉRIQUE"),
      description: words("Poste, réseau, comptes.")),
    CatalogueNode(number: 2, code: "poste", parent: 1, order: 0, name: words("Poste")),
    CatalogueNode(number: 3, code: "tel", parent: 1, order: 1, name: words("Réseau et téléphonie")),
    CatalogueNode(number: 4, code: "fixe", parent: 3, order: 0, name: words("Téléphone fixe")),
    CatalogueNode(
      number: 5, code: "wifi", parent: 3, order: 1, name: words("Wi-Fi"),
      description: words("Le réseau sans fil.")),
  ])

  @Test(arguments: [
    ([], ["poste", "fixe", "wifi"]),
    // Its own words before those of the names above; what the family is described by finds nothing.
    (["RESEAU"], ["wifi", "fixe"]),
    (["poste"], ["poste"]),
    (["réseau téléphone"], ["fixe"]),
    (["numerique", "wi-fi"], ["wifi"]),
    (["comptes"], []),
  ])
  func `a service is found by its own texts and the names above it`(
    words: [String], codes: [String]
  ) {
    let found = CatalogueSearch(words).services(of: Self.catalogue)
    #expect(found.compactMap(\.last?.code) == codes)
  }
}
