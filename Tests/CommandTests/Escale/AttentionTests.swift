import EscaleCore
import Testing

/// What needs somebody is shown until it was read, to whom it concerns and to nobody else.
struct AttentionTests {
  private static let new =
    "new --service proximite --field equipe=nancy --title T --description D --for paul --take"
  private static let first = ChangeID(replica: ReplicaID(rawValue: 8), sequence: 1)

  /// Léa's request of Paul's, resolved; everything is synced.
  private func resolved() async throws -> Workstation {
    let lea = try Workstation()
    for line in [Self.new, "ask 8-1 -m Quand_?", "resolve 8-1 -m Fait"] {
      _ = try await lea.run(line)
    }
    try lea.deliver(results: [1, 2, 3, 4].map { ($0, .applied) })
    return lea
  }

  private func pauls(_ body: Header.Body, seeing last: UInt32, sequence: UInt32 = 1) -> Change {
    Change(
      header: Header(
        id: ChangeID(replica: ReplicaID(rawValue: 20), sequence: sequence), request: Self.first,
        context: Context([ChangeID(replica: Self.first.replica, sequence: last)]),
        author: Desk.paul, authoredAt: Workstation.morning, acknowledged: .start, body: body),
      payload: Payload(nonce: Array(repeating: 1, count: 8), text: "Depuis midi."))
  }

  private func kinds(_ lea: Workstation) async throws -> [String] {
    try await lea.json("show 8-1").array("unread").map { try $0.string("kind") }
  }

  @Test func `an answer to what was resolved meanwhile is unread until it is shown`() async throws {
    let lea = try await resolved()
    let answer = pauls(
      .transition(
        TransitionStep(verb: .answer, base: ChangeID(replica: Self.first.replica, sequence: 3))),
      seeing: 3)
    try lea.deliver(entries: [(answer, Verdict(.superseded, code: .lighter))])
    #expect(try await lea.json("status").int("unreadRequests") == 1)
    #expect(try await lea.json("list").elements().first?.int("unread") == 1)
    #expect(try await lea.run("show 8-1").output.contains("an answer came after the resolution"))
    #expect(try await kinds(lea).isEmpty)
    #expect(try await lea.json("status").int("unreadRequests") == 0)
  }

  @Test func `a comment on a closed request is unread`() async throws {
    let lea = try await resolved()
    let close = pauls(
      .transition(
        TransitionStep(verb: .close, base: ChangeID(replica: Self.first.replica, sequence: 4))),
      seeing: 4)
    let comment = pauls(.comment(Comment(isPrivate: false)), seeing: 4, sequence: 2)
    try lea.deliver(entries: [(close, .applied)])
    #expect(try await kinds(lea).isEmpty)
    try lea.deliver(entries: [(comment, .applied)])
    #expect(try await kinds(lea) == ["comment-on-closed"])
  }

  @Test func `a comment on an open request is seen without a mark`() async throws {
    let lea = try await resolved()
    try lea.deliver(entries: [(pauls(.comment(Comment(isPrivate: false)), seeing: 4), .applied)])
    #expect(try await kinds(lea).isEmpty)
  }

  @Test(arguments: [true, false])
  func `a request whose team is gone is unread to the triage team`(
    isHeldBefore: Bool
  ) async throws {
    let lea = try Workstation()
    let gone = TeamNumber(rawValue: 3)
    func deliverTeam(isRetired: Bool) throws {
      try lea.deliver(directory: [
        .team(
          Team(
            number: gone, code: "GONE", name: Words(french: "Ancienne", english: "Gone"),
            isRetired: isRetired)),
        .policy(Policy(triageTeam: Desk.team)),
      ])
    }
    try deliverTeam(isRetired: !isHeldBefore)
    let id = ChangeID(replica: ReplicaID(rawValue: 20), sequence: 1)
    let creation = Creation(
      requester: Desk.paul, team: gone, lifecycle: Lifecycle.lorraine.nameAndVersion)
    let change = Change(
      header: Header(
        id: id, request: id, context: Context(), author: Desk.paul,
        authoredAt: Workstation.morning, acknowledged: .start, body: .create(creation)),
      payload: Payload(
        nonce: Array(repeating: 1, count: 8),
        fields: [.title: "T", .description: "D", .service: "autre"]))
    try lea.deliver(entries: [(change, .applied)])
    if isHeldBefore {
      #expect(try await lea.json("show \(id)").array("unread").isEmpty)
      try deliverTeam(isRetired: true)
    }
    let unread = try await lea.json("show \(id)").array("unread")
    #expect(try unread.map { try $0.string("kind") } == ["fell-to-triage"])
    #expect(try await lea.json("show \(id)").array("unread").isEmpty)
  }
}
