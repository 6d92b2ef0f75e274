import EscaleCore
import TestSupport
import Testing

/// Where a request stands after what was done.
struct StandingTests {
  private var desk = PaperDesk()

  private var standing: Step.Standing? { desk.ledger.history?.standing }

  private mutating func assign() {
    desk.act(.amelie, .assign, agent: .amelie)
    desk.syncAll()
  }

  @Test func `a request whose team the catalogue names is dispatched at once`() {
    #expect(standing?.state == .dispatched && standing?.team == .proximity)
  }

  @Test func `a request without a team stays new, until triage dispatches it`() {
    var desk = PaperDesk(team: nil)
    #expect(desk.ledger.history?.standing.state == .new)
    desk.act(.tristan, .dispatch, team: .network)
    desk.syncAll()
    #expect(desk.ledger.history?.standing.state == .dispatched)
    #expect(desk.ledger.history?.standing.team == .network)
  }

  @Test mutating func `a hand-over takes the request to the other team, and from its agent`() throws
  {
    desk = PaperDesk(lifecycle: try .servicedesk)
    assign()
    desk.act(.bruno, .transfer, team: .network)
    desk.syncAll()
    #expect(standing?.state == .dispatched && standing?.team == .network && standing?.agent == nil)
  }

  @Test mutating func `a postponement's date holds as long as it is postponed`() {
    assign()
    desk.act(.amelie, .postpone, date: 99)
    desk.syncAll()
    #expect(standing?.postponedUntil == 99)
    desk.act(.system, .resumeOnDate)
    #expect(standing?.state == .assigned && standing?.postponedUntil == nil)
  }

  @Test mutating func `a solution stays when the request is closed`() {
    assign()
    let solution = desk.act(.amelie, .resolve)
    desk.syncAll()
    desk.act(.claire, .close)
    desk.syncAll()
    #expect(standing?.state == .closed && standing?.solution == solution)
  }

  @Test mutating func `an agent assigns to a colleague`() {
    desk.act(.amelie, .assign, agent: .bruno)
    desk.syncAll()
    #expect(standing?.agent == Cast.bruno.number)
    #expect(desk.isLevel && desk.isNothingPending)
  }

  @Test mutating func `a contact answers, once his being one is known`() {
    assign()
    desk.act(.amelie, .ask)
    desk.record(.amelie) { _ in
      .contact(ContactChange(person: Cast.denis.number, removes: false))
    }
    desk.syncAll()
    desk.act(.denis, .answer)
    desk.syncAll()
    #expect(standing?.state == .assigned)
  }

  @Test func `a contact added anew while others took him away stays one`() {
    var desk = desk
    let denis = ContactChange(person: Cast.denis.number, removes: false)
    let gone = ContactChange(person: Cast.denis.number, removes: true)
    desk.record(.claire) { _ in .contact(denis) }
    desk.syncAll()
    desk.record(.amelie) { _ in .contact(gone) }
    desk.record(.claire) { _ in .contact(denis) }
    for order in permutations([Cast.amelie, .claire]) {
      var end = desk
      end.sync(inOrder: order)
      #expect(end.ledger.history?.contactPersons() == [Cast.denis.number])
    }
  }

  @Test func `a contact taken away by one who knew him is none`() {
    var desk = desk
    desk.record(.claire) { _ in
      .contact(ContactChange(person: Cast.denis.number, removes: false))
    }
    desk.syncAll()
    desk.record(.amelie) { _ in .contact(ContactChange(person: Cast.denis.number, removes: true)) }
    desk.syncAll()
    #expect(desk.ledger.history?.contactPersons().isEmpty == true)
  }
}
