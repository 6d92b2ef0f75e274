import EscaleCore
import TestSupport
import Testing

/// What happens when people worked apart on one request, in every order in which they come back.
struct ScenarioTests {
  /// The request is Amélie's, and everybody knows.
  private func assignedDesk(_ lifecycle: Lifecycle = .lorraine) -> PaperDesk {
    var desk = PaperDesk(lifecycle: lifecycle)
    desk.act(.amelie, .assign, agent: .amelie)
    desk.sync(inOrder: [.amelie])
    return desk
  }

  /// The ends that a desk comes to, one for each order in which some sync first.
  private func ends(_ desk: PaperDesk, _ people: [Cast]) -> [PaperDesk] {
    permutations(people).map { order in
      var desk = desk
      desk.sync(inOrder: order)
      return desk
    }
  }

  /// Checks that all orders end in one state by one chain, everybody level and nothing left over.
  private func expectOneEnd(
    _ desk: PaperDesk, _ people: [Cast], _ state: State, _ chain: [Verb], golden: String
  ) throws {
    let ends = ends(desk, people)
    #expect(ends.allSatisfy { $0.isNothingPending && $0.isLevel })
    #expect(ends.allSatisfy { $0.ledger.history?.standing.state == state })
    #expect(ends.allSatisfy { $0.ledger.effectiveVerbs == chain })
    #expect(Set(ends.map { $0.ledger.history?.effectiveChainIDs }).count == 1)
    let transcripts = zip(permutations(people), ends).map { order, end in
      "order \(order.map { "\($0)" }.joined(separator: " "))\n\(end.ledger.transcript)"
    }
    try Golden.check(transcripts.joined(separator: "\n"), "merge/\(golden).txt")
  }

  @Test func `one resolves, one freezes: the work that was done wins`() throws {
    var desk = assignedDesk()
    desk.act(.amelie, .resolve)
    desk.act(.bruno, .freeze)
    try expectOneEnd(
      desk, [.amelie, .bruno], .resolved, [.create, .assign, .resolve],
      golden: "resolve-and-freeze")
  }

  @Test func `one takes, the other takes: the first in the ledger keeps it`() throws {
    for order in permutations([Cast.amelie, .bruno]) {
      var desk = PaperDesk()
      desk.act(.amelie, .assign, agent: .amelie)
      desk.act(.bruno, .assign, agent: .bruno)
      desk.sync(inOrder: order)
      #expect(desk.isLevel && desk.isNothingPending)
      #expect(desk.ledger.history?.standing.agent == order[0].number)
      #expect(desk.ledger.entries.map(\.verdict.code) == [nil, nil, .tie])
    }
  }

  @Test func `one transfers, the other takes and resolves: the resolution stands`() throws {
    var desk = PaperDesk()
    desk.act(.amelie, .transfer, team: .network)
    desk.act(.bruno, .assign, agent: .bruno)
    desk.act(.bruno, .resolve)
    try expectOneEnd(
      desk, [.amelie, .bruno], .resolved, [.create, .assign, .resolve],
      golden: "transfer-and-resolve")
  }

  @Test func `one transfers what is assigned, the other resolves it`() throws {
    var desk = assignedDesk(try .servicedesk)
    desk.act(.amelie, .resolve)
    desk.act(.bruno, .transfer, team: .network)
    try expectOneEnd(
      desk, [.amelie, .bruno], .resolved, [.create, .assign, .resolve],
      golden: "transfer-of-assigned-and-resolve")
  }

  @Test func `three at once: whoever syncs first, the work that was done wins`() throws {
    var desk = assignedDesk(try .servicedesk)
    desk.act(.amelie, .resolve)
    desk.act(.bruno, .freeze)
    desk.act(.emile, .transfer, team: .network)
    try expectOneEnd(
      desk, [.amelie, .bruno, .emile], .resolved, [.create, .assign, .resolve],
      golden: "three-at-once")
  }

  @Test func `a request that was taken up beats a bare hand-over`() throws {
    var desk = PaperDesk()
    desk.act(.amelie, .transfer, team: .network)
    desk.act(.bruno, .assign, agent: .bruno)
    try expectOneEnd(
      desk, [.amelie, .bruno], .assigned, [.create, .assign], golden: "take-and-transfer")
  }

  @Test func `a hand-over that was taken up beats both`() throws {
    var desk = PaperDesk()
    desk.act(.bruno, .transfer, team: .network)
    var before = desk
    before.sync(.bruno)
    before.sync(.chloe)
    before.act(.chloe, .assign, agent: .chloe)
    before.act(.amelie, .assign, agent: .amelie)
    try expectOneEnd(
      before, [.chloe, .amelie], .assigned, [.create, .transfer, .assign],
      golden: "taken-up-transfer-and-take")
  }

  @Test func `a hand-over beats a hold`() throws {
    for hold in [Verb.freeze, .postpone, .ask] {
      var desk = assignedDesk(try .servicedesk)
      desk.act(.amelie, hold, date: hold == .postpone ? 99 : nil)
      desk.act(.bruno, .transfer, team: .network)
      for end in ends(desk, [.amelie, .bruno]) {
        #expect(end.isLevel && end.ledger.effectiveVerbs == [.create, .assign, .transfer])
      }
    }
  }

  @Test func `an answer beats an automatic resolution`() throws {
    var desk = assignedDesk()
    desk.act(.amelie, .ask)
    desk.sync(inOrder: [.amelie])
    desk.act(.claire, .answer)
    desk.act(.system, .resolveUnanswered)
    #expect(desk.ledger.history?.standing.state == .resolved)
    desk.sync(inOrder: [.claire])
    #expect(desk.ledger.history?.standing.state == .assigned)
    #expect(desk.isLevel && desk.isNothingPending)
  }

  @Test func `an answer that came first leaves the timer nothing to do`() throws {
    var desk = assignedDesk()
    desk.act(.amelie, .ask)
    desk.sync(inOrder: [.amelie])
    desk.act(.claire, .answer)
    desk.sync(.claire)
    let timer = desk.act(.system, .resolveUnanswered)
    #expect(desk.ledger[timer]?.code == .notFromHere)
  }

  @Test(arguments: [Verb.freeze, .postpone, .ask])
  func `a request that was closed stays closed, whatever arrives later`(late: Verb) throws {
    var desk = assignedDesk()
    desk.act(.bruno, late, date: late == .postpone ? 99 : nil)
    desk.act(.amelie, .resolve)
    desk.sync(.amelie)
    desk.sync(.claire)
    desk.act(.claire, .close)
    try expectOneEnd(
      desk, [.claire, .bruno], .closed, [.create, .assign, .resolve, .close],
      golden: "closed-and-\(late)")
  }

  @Test func `of two closings the first in the ledger counts, and it stays closed`() throws {
    var desk = assignedDesk()
    desk.act(.amelie, .resolve)
    desk.sync(inOrder: [.amelie])
    desk.act(.claire, .close)
    desk.act(.system, .autoClose)
    desk.sync(inOrder: [.claire])
    #expect(desk.isLevel && desk.ledger.history?.standing.state == .closed)
    #expect(desk.ledger.effectiveVerbs.last == .close)
  }

  @Test func `a resolution that had not seen the answer still stands`() throws {
    var desk = assignedDesk()
    desk.act(.amelie, .ask)
    desk.sync(inOrder: [.amelie])
    desk.act(.claire, .answer)
    desk.act(.amelie, .resolve)
    try expectOneEnd(
      desk, [.claire, .amelie], .resolved, [.create, .assign, .ask, .resolve],
      golden: "answer-and-resolve")
  }

  @Test func `a reopening answers the resolution it has seen`() throws {
    var desk = assignedDesk(try .servicedesk)
    desk.act(.amelie, .resolve)
    desk.sync(inOrder: [.amelie])
    desk.act(.claire, .reopen)
    desk.sync(inOrder: [.claire])
    #expect(desk.isLevel && desk.ledger.history?.standing.state == .assigned)
    #expect(desk.ledger.history?.standing.solution == nil)
  }

  @Test func `a reopening undoes no resolution that it hasn't seen`() throws {
    var desk = assignedDesk(try .servicedesk)
    desk.act(.amelie, .ask)
    desk.sync(inOrder: [.amelie])
    desk.act(.bruno, .resolve)
    desk.act(.system, .resolveUnanswered)
    desk.sync(.claire)
    desk.act(.claire, .reopen)
    try expectOneEnd(
      desk, [.claire, .bruno], .resolved, [.create, .assign, .ask, .resolve],
      golden: "reopen-and-unseen-resolve")
  }

  @Test func `whoever closes beats whoever reopens`() throws {
    var desk = assignedDesk(try .servicedesk)
    desk.record(.claire) { _ in
      .contact(ContactChange(person: Cast.denis.number, removes: false))
    }
    desk.sync(inOrder: [.claire])
    desk.act(.amelie, .resolve)
    desk.sync(inOrder: [.amelie])
    desk.act(.claire, .reopen)
    desk.act(.denis, .close)
    try expectOneEnd(
      desk, [.claire, .denis], .closed, [.create, .assign, .resolve, .close],
      golden: "reopen-and-close")
  }

  @Test func `what was displaced comes back when its line grows heavier`() throws {
    var desk = PaperDesk()
    desk.act(.bruno, .transfer, team: .network)
    let displaced = desk.act(.amelie, .assign, agent: .amelie)
    desk.sync(.bruno)
    desk.sync(.chloe)
    desk.sync(.amelie)
    #expect(desk.ledger.effectiveVerbs == [.create, .assign])
    let taken = desk.act(.chloe, .assign, agent: .chloe)
    desk.syncAll()
    #expect(desk.ledger.effectiveVerbs == [.create, .transfer, .assign])
    #expect(desk.ledger.history?.displacedBy == [displaced: taken])
    #expect(desk.ledger[displaced] == .applied)
  }
}
