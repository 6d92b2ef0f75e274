import EscaleCore
import TestSupport
import Testing

/// Changes that claim what can't be.
struct HonestyVerdictTests {
  /// The request is Amélie's, and everybody knows.
  private var desk = PaperDesk()
  private let assignment: ChangeID

  init() {
    assignment = desk.act(.amelie, .assign, agent: .amelie)
    desk.syncAll()
  }

  private var freeze: Header { desk.draft(.bruno) { .step($0, .freeze) } }

  private func ruling(_ header: Header, _ change: (inout DecisionCase) -> Void = { _ in }) -> Ruling
  {
    var question = desk.ledger.question(header)
    change(&question)
    return decide(question)
  }

  private func denied(_ code: VerdictCode, _ causes: ChangeID...) -> Ruling {
    .verdict(Verdict(.denied, code: code, causes: causes))
  }

  @Test func `an honest change is applied`() { #expect(ruling(freeze) == .verdict(.applied)) }

  @Test func `a change that the ledger has gets the verdict it got`() {
    let verdict = Verdict(.superseded, code: .lighter)
    let ruling = ruling(freeze) { $0.recorded = .init(hash: .zero, verdict: verdict) }
    #expect(ruling == .known(verdict))
  }

  @Test func `another change under an id that the ledger has is a fork`() throws {
    let hash = try #require(Fingerprint(bytes: [UInt8](repeating: 1, count: 32)))
    let ruling = ruling(freeze) { $0.recorded = .init(hash: hash, verdict: .applied) }
    #expect(ruling == .forked)
  }

  @Test func `a change that names what the ledger lacks waits for it`() {
    var header = freeze
    let unknown = ChangeID(replica: ReplicaID(rawValue: 99), sequence: 3)
    header.context.insert(unknown)
    #expect(ruling(header) == .missing([unknown]))
  }

  @Test(arguments: [Verdict.Outcome.denied, .quarantined])
  func `what rests on something refused is refused with it`(outcome: Verdict.Outcome) {
    var desk = desk
    let refused = desk.draft(.bruno) { .step($0, .freeze) }
    desk.record(.bruno) { .step($0, .freeze) }
    let after = desk.draft(.bruno) { .step($0, .resume) }
    var ledger = desk.ledger
    ledger.write(refused, Verdict(outcome, code: .agentOnly))
    let verdict = Verdict(outcome, code: .restsOnRefused, causes: [refused.id])
    #expect(decide(ledger.question(after)) == .verdict(verdict))
  }

  @Test func `an author is the one enrolled on the device`() {
    let ruling = ruling(freeze) { $0.enrolled = Cast.emile.number }
    #expect(ruling == denied(.notEnrolled))
  }

  @Test func `nobody's device speaks for the system`() {
    var header = freeze
    header.author = .system
    #expect(ruling(header) { $0.enrolled = .system } == denied(.notEnrolled))
  }

  @Test func `a context names changes of its own request`() throws {
    let other = ChangeID(replica: ReplicaID(rawValue: 7), sequence: 1)
    var header = freeze
    header.context.insert(other)
    let ruling = ruling(header) {
      $0.named[other] = .init(request: other, context: Context(), outcome: .applied)
    }
    #expect(ruling == denied(.contextForeign, other))
  }

  @Test func `a context names no later change of its own device`() {
    var header = freeze
    let later = ChangeID(replica: header.id.replica, sequence: header.id.sequence + 5)
    header.context.insert(later)
    #expect(ruling(header) == denied(.contextForeign, later))
  }

  @Test func `a refused change drags nobody along who names it`() {
    let refused = ChangeID(replica: ReplicaID(rawValue: 9), sequence: 1)
    let foreign = ChangeID(replica: ReplicaID(rawValue: 33), sequence: 1)
    var header = freeze
    header.context.insert(refused)
    let ruling = ruling(header) {
      $0.named[refused] = .init(
        request: header.request, context: Context([header.request, foreign]), outcome: .denied)
    }
    #expect(ruling == .verdict(.applied))
  }

  @Test func `a refused change hides nothing that was seen before it`() {
    let (counted, refused) = (
      ChangeID(replica: ReplicaID(rawValue: 9), sequence: 1),
      ChangeID(replica: ReplicaID(rawValue: 9), sequence: 2)
    )
    let unseen = ChangeID(replica: ReplicaID(rawValue: 12), sequence: 1)
    var header = freeze
    header.context.insert(refused)
    let request = header.request
    let held: [ChangeID: DecisionCase.NamedChange] = [
      counted: .init(request: request, context: Context([request, unseen]), outcome: .applied),
      refused: .init(request: request, context: Context([request]), outcome: .denied),
      unseen: .init(request: request, context: Context([request]), outcome: .applied),
    ]
    let ruling = ruling(header) { question in
      let known = question.named.merging(held) { $1 }
      question.named = header.namedChanges(
        formerOwn: nil, held: { known[$0] },
        lastCounted: { known.lastCounted(upTo: $0, on: request) })
    }
    #expect(ruling == denied(.contextIncomplete, counted))
  }

  @Test func `a context contains what the changes that it names had seen`() {
    var header = freeze
    header.context = Context([header.request])
    header.context.insert(assignment)
    let seen = ChangeID(replica: ReplicaID(rawValue: 9), sequence: 1)
    let ruling = ruling(header) {
      $0.named[assignment] = .init(
        request: header.request, context: Context([seen]), outcome: .applied)
    }
    #expect(ruling == denied(.contextIncomplete, assignment))
  }

  @Test func `a context contains the author's former change`() {
    let former = ChangeID(replica: freeze.id.replica, sequence: 1)
    var header = freeze
    header.id = ChangeID(replica: former.replica, sequence: 2)
    #expect(ruling(header) { $0.formerOwn = former } == denied(.contextIncomplete, former))
  }

  @Test func `a context contains the request's creation`() {
    var header = freeze
    header.context = Context()
    header.acknowledged = .start
    #expect(ruling(header) == denied(.contextIncomplete, header.request))
  }

  @Test func `whoever claims to hold the ledger has seen what is in it`() {
    var header = freeze
    header.context = Context([header.request])
    #expect(ruling(header) == denied(.acknowledgementUnseen, assignment))
  }

  @Test func `whoever claims to hold the ledger has seen the contacts in it`() {
    var desk = desk
    let contact = desk.record(.claire) { _ in
      .contact(ContactChange(person: Cast.denis.number, removes: false))
    }
    desk.sync(.claire)
    var header = freeze
    header.acknowledged = desk.ledger.head
    let verdict = Verdict(.denied, code: .acknowledgementUnseen, causes: [contact])
    #expect(decide(desk.ledger.question(header)) == .verdict(verdict))
  }

  @Test func `what a device has acknowledged it can't unlearn`() {
    let ruling = ruling(freeze) { $0.acknowledgementFloor = desk.ledger.head.next }
    #expect(ruling == denied(.acknowledgementFalls))
  }

  @Test func `a base is what was effective in what the author saw`() {
    var header = freeze
    header.body = .transition(TransitionStep(verb: .assign, base: header.request))
    #expect(ruling(header) == denied(.baseNotEffective, header.request))
  }

  @Test func `of two bases of equal weight either will do`() {
    var desk = PaperDesk()
    desk.act(.amelie, .assign, agent: .amelie)
    desk.act(.bruno, .assign, agent: .bruno)
    let mine = desk.draft(.bruno) { .step($0, .freeze) }
    desk.sync(.amelie)
    desk.sync(.bruno)
    var both = mine
    both.context.merge(desk.draft(.bruno) { .step($0, .freeze) }.context)
    #expect(decide(desk.ledger.question(both)) == .verdict(.applied))
  }
}
