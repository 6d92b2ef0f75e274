import EscaleCore
import SyncProtocol
import Testing

/// Whose turn it is, and which answers may be applied.
struct SyncSessionTests {
  private func session(
    pushed: UInt32 = 0, recorded: UInt32 = 0, head: Head? = nil, cursor: UInt64 = 0
  ) -> SyncSession {
    SyncSession(
      SyncSession.Standing(
        ledger: Sample.ledger, replica: Sample.replica,
        acknowledgement: Acknowledgement(position: .start, ownLastSequence: 0),
        cursor: Cursor(position: Position(rawValue: cursor)), head: head,
        decidedSequence: pushed, lastSequence: recorded))
  }

  private func head(_ position: UInt64, epoch: UInt64 = 1, link: UInt8 = 1) -> Head {
    Head(epoch: epoch, position: Position(rawValue: position), link: Sample.fingerprint(link))
  }

  private func answer(
    _ head: Head, through cursor: UInt64, hasMore: Bool = false, results: [UInt32] = []
  ) -> SyncAnswer {
    SyncAnswer(
      head: head,
      results: results.map { PushResult(sequence: $0, ruling: .missing([Sample.create])) },
      cursor: Cursor(position: Position(rawValue: cursor)), hasMore: hasMore, clock: Sample.clock)
  }

  private func ask(_ session: inout SyncSession, sending sequences: [UInt32] = []) {
    let changes = sequences.map { sequence in
      var header = Sample.header(.comment(Comment(isPrivate: false)))
      header.id = ChangeID(replica: Sample.replica, sequence: sequence)
      return Change(header: header, payload: Sample.payload)
    }
    _ = session.request(changes: changes, checkpoint: nil, clock: Sample.clock)
  }

  @Test func `a session without anything to send ends after one answer`() throws {
    var session = session()
    #expect(!session.isFinished && session.nextPush == nil)
    ask(&session)
    try session.take(answer(head(9), through: 9))
    #expect(session.isFinished && session.rounds == 1)
  }

  @Test func `a session goes on while there is more`() throws {
    var session = session()
    ask(&session)
    try session.take(answer(head(9), through: 4, hasMore: true))
    #expect(!session.isFinished)
    ask(&session)
    try session.take(answer(head(9), through: 9))
    #expect(session.isFinished)
  }

  @Test func `what didn't fit into a push follows in the next`() throws {
    var session = session(pushed: 2, recorded: 5)
    #expect(session.nextPush == 3...5)
    ask(&session, sending: [3, 4])
    try session.take(answer(head(9), through: 9, results: [3, 4]))
    #expect(session.nextPush == 5...5 && !session.isFinished)
  }

  @Test(arguments: [[], [3], [4, 3], [3, 4, 5]] as [[UInt32]])
  func `an answer that doesn't speak of what was sent is refused`(results: [UInt32]) {
    var session = session(pushed: 2, recorded: 4)
    ask(&session, sending: [3, 4])
    #expect(throws: SyncFault.wrongResults) {
      try session.take(answer(head(9), through: 9, results: results))
    }
    #expect(session.nextPush == 3...4)
  }

  @Test func `an answer of a version that isn't spoken is refused`() {
    var session = session()
    ask(&session)
    var answer = answer(head(9), through: 9)
    answer.version = 99
    #expect(throws: SyncFault.version) { try session.take(answer) }
  }

  @Test(arguments: [(8, 1, 1), (9, 1, 2), (9, 0, 1)] as [(UInt64, UInt64, UInt8)])
  func `a ledger that fell back or changed is refused`(
    position: UInt64, epoch: UInt64, link: UInt8
  ) {
    var session = session(head: head(9), cursor: 5)
    ask(&session)
    #expect(throws: SyncFault.otherHistory) {
      try session.take(answer(head(position, epoch: epoch, link: link), through: 6))
    }
  }

  @Test func `a ledger of a later epoch may be shorter`() throws {
    var session = session(head: head(9), cursor: 5)
    ask(&session)
    try session.take(answer(head(7, epoch: 2), through: 7))
    #expect(session.isFinished)
  }

  @Test(arguments: [(4, false), (10, false), (5, true)] as [(UInt64, Bool)])
  func `a cursor that falls back, overtakes the head or stands still is refused`(
    cursor: UInt64, hasMore: Bool
  ) {
    var session = session(cursor: 5)
    ask(&session)
    #expect(throws: SyncFault.misplacedCursor) {
      try session.take(answer(head(9), through: cursor, hasMore: hasMore))
    }
  }

  @Test func `a server that never ends is left`() throws {
    var session = session()
    for round in 1...SyncSession.roundLimit {
      ask(&session)
      let cursor = UInt64(round)
      try session.take(answer(head(UInt64.max >> 1), through: cursor, hasMore: true))
    }
    ask(&session)
    #expect(throws: SyncFault.endless) {
      try session.take(answer(head(UInt64.max >> 1), through: 20_000, hasMore: true))
    }
  }
}
