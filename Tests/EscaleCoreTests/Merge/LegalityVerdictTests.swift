import EscaleCore
import TestSupport
import Testing

/// Changes that the lifecycle doesn't have, and those that another outweighs.
struct LegalityVerdictTests {
  private let desk: PaperDesk = {
    var desk = PaperDesk()
    desk.act(.amelie, .assign, agent: .amelie)
    desk.syncAll()
    return desk
  }()

  private func verdict(
    _ person: Cast, _ body: (RequestFold) -> Header.Body,
    _ change: (inout DecisionCase) -> Void = { _ in }
  ) -> Verdict? {
    var question = desk.ledger.question(desk.draft(person, body))
    change(&question)
    guard case .verdict(let verdict) = decide(question) else { return nil }
    return verdict
  }

  @Test func `a request begins under a lifecycle that is known`() {
    var replica = PaperReplica(.claire, lifecycle: .lorraine)
    var question = desk.ledger.question(replica.create(for: .claire, team: nil))
    question.recorded = nil
    question.lifecycle = nil
    #expect(decide(question) == .verdict(Verdict(.denied, code: .unknownLifecycle)))
  }

  @Test func `a verb is one of the lifecycle's`() {
    #expect(verdict(.claire) { .step($0, .reopen) }?.code == .unknownVerb)
  }

  @Test func `a verb leaves the state that its author saw`() {
    let verdict = verdict(.amelie) { .step($0, .resume) }
    #expect(verdict?.outcome == .denied && verdict?.code == .notFromHere)
  }

  @Test(arguments: [Verb.freeze, .ask, .resolve])
  func `a verb that needs a text isn't taken without`(verb: Verb) {
    let verdict = verdict(.amelie) {
      .step($0, verb)
    } _: {
      $0.hasText = false
    }
    #expect(verdict == Verdict(.denied, code: .needsMore))
  }

  @Test func `a verb that needs a date, an agent or a team isn't taken without`() {
    #expect(verdict(.amelie) { .step($0, .postpone) }?.code == .needsMore)
    let dispatched = PaperDesk()
    for verb in [Verb.assign, .transfer] {
      let header = dispatched.draft(.amelie) { .step($0, verb) }
      let ruling = decide(dispatched.ledger.question(header))
      #expect(ruling == .verdict(Verdict(.denied, code: .needsMore)), "\(verb)")
    }
  }

  @Test func `a hold that names a team, an agent and a date is a hold and nothing more`() {
    var desk = desk
    desk.act(.bruno, .freeze, team: .network, agent: .bruno, date: 99)
    desk.sync(.bruno)
    let standing = desk.ledger.history?.standing
    #expect(standing?.state == .frozen && standing?.team == .proximity)
    #expect(standing?.agent == Cast.amelie.number && standing?.postponedUntil == nil)
  }

  @Test func `a date in the past is not the ledger's to judge`() {
    #expect(verdict(.amelie) { .step($0, .postpone, date: -1) } == .applied)
  }

  @Test func `what a concurrent line outweighs is superseded, and told by which`() {
    var desk = desk
    let lighter = desk.draft(.bruno) { .step($0, .freeze) }
    let winner = desk.act(.amelie, .resolve)
    desk.sync(.amelie)
    let verdict = Verdict(.superseded, code: .lighter, causes: [winner])
    #expect(decide(desk.ledger.question(lighter)) == .verdict(verdict))
  }

  @Test func `of equals the first in the ledger stays`() {
    var desk = desk
    let second = desk.draft(.bruno) { .step($0, .freeze) }
    let first = desk.act(.amelie, .freeze)
    desk.sync(.amelie)
    let verdict = Verdict(.superseded, code: .tie, causes: [first])
    #expect(decide(desk.ledger.question(second)) == .verdict(verdict))
  }

  @Test func `comments, edits and contacts are always applied, whatever was meanwhile`() {
    var desk = desk
    let bodies: [Header.Body] = [
      .comment(Comment(isPrivate: true)), .edit(Edit(keys: [.title])),
      .contact(ContactChange(person: Cast.denis.number, removes: false)), .other(.unknown(99)),
    ]
    let late = bodies.map { body in desk.draft(.bruno) { _ in body } }
    desk.act(.amelie, .resolve)
    desk.sync(.amelie)
    for header in late {
      #expect(decide(desk.ledger.question(header)) == .verdict(.applied), "\(header.kind)")
    }
  }

  @Test func `every verdict code has words in both languages`() {
    for code in VerdictCode.all {
      #expect(code.reason.french != code.rawValue && code.reason.english != code.rawValue)
      #expect(code.rawValue.utf8.count <= VerdictCode.byteLimit)
    }
  }
}
