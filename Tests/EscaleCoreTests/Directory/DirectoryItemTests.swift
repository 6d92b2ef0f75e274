import EscaleCore
import TestSupport
import Testing

struct DirectoryItemTests {
  private static let words = Words(french: "Équipe", english: "Team")

  private static let items: [DirectoryItem] = [
    .person(
      Person(
        number: Cast.amelie.number, name: "amelie", fullName: "Amélie Petit", email: "a@u.fr",
        roles: [.requester, .agent, .admin], teams: [.proximity, .network], isActive: false)),
    .team(Team(number: .proximity, code: "PROX-NANCY", name: words, isRetired: true)),
    .service(
      CatalogueNode(
        number: 7, code: "poste", parent: 3, order: 2, name: words, description: words,
        team: .proximity,
        fields: [
          FormField(
            key: "site", label: words, type: .choice, isRequired: true,
            choices: [.init(code: "metz", label: words, team: .network)])
        ], isRetired: true)),
    .service(CatalogueNode(number: 1, code: "racine", parent: nil, order: 0, name: words)),
    .policy(Policy(triageTeam: .triage, closeAfterDays: 1, directoryScope: .own)),
    .priorities(PriorityTable(rows: [.init(urgency: "low", impact: "person", priority: 5)])),
    .lifecycle(1, .lorraine),
  ]

  @Test(arguments: items)
  func `an item reads back as it was written, byte for byte`(item: DirectoryItem) throws {
    let read = try DirectoryItem.read(item.bytes)
    #expect(read == item)
    #expect(read?.bytes == item.bytes)
  }

  @Test(arguments: items)
  func `an item that ends too early is refused wherever it ends`(item: DirectoryItem) {
    for length in 0..<item.bytes.count {
      #expect(throws: CBORError.self) { try DirectoryItem.read(Array(item.bytes.prefix(length))) }
    }
  }

  @Test func `an item of a kind that isn't known is nothing, and no mistake`() throws {
    #expect(try DirectoryItem.read([0x82, 0x18, 0x63, 0x80]) == nil)
  }

  @Test func `an item beyond its limit isn't read`() {
    let bytes = [UInt8](repeating: 0, count: DirectoryItem.byteLimit + 1)
    #expect(throws: CBORError.beyondLimit) { try DirectoryItem.read(bytes) }
  }
}
