import EscaleCore
import Ledger
import Portal
import Testing

extension PortalDesk {
  /// A request of Claire's in the hands of Amélie's team, with Denis as contact; from `assigned` on
  /// Bruno has it.
  ///
  /// `new` is one that no team has.
  func request(in state: String) async throws -> RequestID {
    let claire = try await person("claire")
    let team = state == "new" ? nil : try await team("PROX")
    var drafts = [
      ServerDraft(
        .create(
          requester: claire, team: team, lifecycle: Lifecycle.lorraine.nameAndVersion), on: .new,
        author: claire, authoredAt: clock.now,
        fields: [.service: "wifi", .title: "Plus de réseau", .description: "Depuis hier"]),
      ServerDraft(
        .contact(try await person("denis"), removes: false), on: .draft(0), author: claire,
        authoredAt: clock.now),
      ServerDraft(
        .comment(isPrivate: true), on: .draft(0), author: try await person("amelie"),
        authoredAt: clock.now, text: "entre nous"),
    ]
    if state == "new" { drafts.removeLast() }
    for (verb, author) in Self.way(to: state) {
      drafts.append(
        ServerDraft(
          .transition(
            verb, agent: verb == .assign ? try await person("bruno") : nil,
            date: verb == .postpone ? clock.now + 86_400_000 : nil), on: .draft(0),
          author: try await person(author), authoredAt: clock.now, text: "parce que"))
    }
    let recorded = try await ledger.record(drafts)
    #expect(recorded.allSatisfy { $0.verdict == .applied }, "\(state)")
    return try #require(recorded.first).request
  }

  private static func way(to state: String) -> [(Verb, String)] {
    switch state {
    case "assigned": [(.assign, "bruno")]
    case "pending": way(to: "assigned") + [(.ask, "bruno")]
    case "postponed": way(to: "assigned") + [(.postpone, "bruno")]
    case "frozen": way(to: "assigned") + [(.freeze, "bruno")]
    case "resolved": way(to: "assigned") + [(.resolve, "bruno")]
    case "closed": way(to: "resolved") + [(.close, "claire")]
    default: []
    }
  }
}
