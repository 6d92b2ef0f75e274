import EscaleCore
import TestSupport
import Testing

/// What a replica shows of changes that the ledger hasn't decided on yet.
struct PendingFoldTests {
  private let create = ChangeID(replica: Cast.claire.replica, sequence: 1)

  /// What Claire holds: her request, resolved by Amélie, who had seen a private note that Claire
  /// doesn't hold.
  private func fold() throws -> RequestFold {
    var desk = PaperDesk()
    desk.act(.amelie, .assign, agent: .amelie)
    desk.record(.bruno) { _ in .comment(Comment(isPrivate: true)) }
    desk.syncAll()
    desk.act(.amelie, .resolve)
    desk.syncAll()
    var fold: RequestFold?
    for entry in desk.ledger.entries where entry.header.kind != .comment {
      let folded = FoldedChange(
        header: entry.header, payload: nil, verdict: entry.verdict, position: entry.position,
        receivedAt: 0)
      if fold == nil {
        fold = RequestFold(folded, lifecycle: .lorraine)
      } else {
        fold?.append(folded)
      }
    }
    return try #require(fold)
  }

  private func header(_ verb: Verb, on fold: RequestFold, by author: Cast = .claire) -> Header {
    Header(
      id: ChangeID(replica: author.replica, sequence: 9), request: create,
      context: fold.context(namingOwnOf: author.replica), author: author.number, authoredAt: 0,
      acknowledged: .start, body: .step(fold, verb))
  }

  @Test func `a context names a private note that its author can't see`() throws {
    let fold = try fold()
    let context = fold.context(namingOwnOf: Cast.claire.replica)
    #expect(context.entries.contains { fold.known[$0] == nil })
  }

  @Test func `what one's own refused change had seen is named again, and not what others' had`()
    throws
  {
    var fold = try fold()
    let note = ChangeID(replica: Cast.bruno.replica, sequence: 50)
    var seen = fold.context(namingOwnOf: Cast.amelie.replica)
    seen.insert(note)
    let refused = Header(
      id: ChangeID(replica: Cast.amelie.replica, sequence: 60), request: create, context: seen,
      author: Cast.amelie.number, authoredAt: 0, acknowledged: .start,
      body: .comment(Comment(isPrivate: false)))
    fold.append(
      FoldedChange(
        header: refused, payload: nil, verdict: Verdict(.denied, code: .notConcerned),
        position: Position(rawValue: 99), receivedAt: 0))
    #expect(fold.context(namingOwnOf: Cast.amelie.replica).contains(note))
    #expect(!fold.context(namingOwnOf: Cast.claire.replica).contains(note))
  }

  @Test func `a requester closes what has a private note`() throws {
    var fold = try fold()
    let header = header(.close, on: fold)
    let ruling = fold.appendPending(header, payload: nil, facts: Cast.facts(header))
    #expect(ruling == .verdict(.applied))
    #expect(fold.history.standing.state == .closed && fold.pendingCount == 1)
  }

  @Test func `what a requester may not do is refused at once, a private note or not`() throws {
    let fold = try fold()
    let header = header(.transfer, on: fold)
    let ruling = decide(fold.question(header, payload: nil, facts: Cast.facts(header)))
    #expect(ruling == .verdict(Verdict(.denied, code: .agentOnly)))
  }
}
