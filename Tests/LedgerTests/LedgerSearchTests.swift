import EscaleCore
import Ledger
import Testing

/// What the server finds, and for whom.
@Suite struct LedgerSearchTests {
  private func found(_ desk: Desk, _ words: String, as name: String) async throws -> [RequestID] {
    try await desk.ledger.search([words], as: try await desk.person(name)).map(\.id)
  }

  @Test func `a word is found whatever its accents and case`() async throws {
    let (desk, request, _) = try await dispatchedRequest()
    for words in ["RESEAU", "réseau matin", "claire"] {
      #expect(try await found(desk, words, as: "claire") == [request], "\(words)")
    }
    #expect(try await found(desk, "imprimante", as: "claire").isEmpty)
  }

  @Test func `nobody finds what he may not see`() async throws {
    let (desk, request, _) = try await dispatchedRequest()
    #expect(try await found(desk, "reseau", as: "denis").isEmpty)
    #expect(try await found(desk, "reseau", as: "chloe").isEmpty)
    #expect(try await found(desk, "reseau", as: "bruno") == [request])
    #expect(try await found(desk, "reseau", as: "ada") == [request])
  }

  @Test func `a private note finds the request for agents alone`() async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    agents[0].comment("Tambour usé.", on: request, isPrivate: true)
    try await agents[0].sync()
    #expect(try await found(desk, "tambour", as: "bruno") == [request])
    #expect(try await found(desk, "tambour", as: "ada") == [request])
    #expect(try await found(desk, "tambour", as: "claire").isEmpty)
    #expect(try await found(desk, "amelie", as: "claire").isEmpty)
  }

  @Test func `what came since the last search is found, what was erased no longer`() async throws {
    let (desk, request, agents) = try await dispatchedRequest()
    #expect(try await found(desk, "tambour", as: "claire").isEmpty)
    let comment = agents[0].comment("Tambour usé.", on: request)
    try await agents[0].sync()
    #expect(try await found(desk, "tambour", as: "claire") == [request])
    _ = try await desk.ledger.erase([comment])
    #expect(try await found(desk, "tambour", as: "claire").isEmpty)
  }

  @Test func `what was denied is found by nobody`() async throws {
    let (desk, request, _) = try await dispatchedRequest()
    let chloe = try await desk.device(of: "chloe")
    let denis = try await desk.device(of: "denis")
    denis.make(
      .comment(Comment(isPrivate: false)), on: request, text: "Introuvable.",
      context: Context([request]))
    try await denis.sync()
    try await chloe.sync()
    for name in ["claire", "bruno", "denis", "ada"] {
      #expect(try await found(desk, "introuvable", as: name).isEmpty)
    }
  }
}
