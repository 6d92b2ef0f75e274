import EscaleCore
import SyncProtocol

extension Sample {
  static let key = [UInt8](repeating: 0x4B, count: 32)
  static let signature = [UInt8](repeating: 0x53, count: 64)

  static let checkpoint = Checkpoint(lastSequence: 13, link: link, signature: signature)

  static let enrolment = EnrolAnswer(
    ledger: ledger, replica: replica, person: PersonNumber(rawValue: 10), token: "jeton",
    serverKey: key, clock: clock)

  static var push: SyncRequest {
    SyncRequest(
      ledger: ledger, replica: replica,
      acknowledgement: Acknowledgement(
        position: Position(rawValue: 69_000), ownLastSequence: 11),
      cursor: Cursor(
        position: Position(rawValue: 69_000),
        within: Cursor.Within(
          position: Position(rawValue: 69_001), request: create,
          entry: Position(rawValue: 500))),
      head: head, changes: changes, checkpoint: checkpoint, clock: clock,
      waitMilliseconds: 30_000, entryLimit: 1_000)
  }

  static var firstSync: SyncRequest {
    SyncRequest(
      ledger: ledger, replica: replica,
      acknowledgement: Acknowledgement(position: .start, ownLastSequence: 0), cursor: .start,
      clock: clock)
  }

  static var answer: SyncAnswer {
    SyncAnswer(
      head: head, results: results, entries: entries, directory: directory,
      forgotten: [ChangeID(replica: ReplicaID(rawValue: 20), sequence: 1)],
      renewed: [ChangeID(replica: ReplicaID(rawValue: 20), sequence: 2)],
      cursor: Cursor(position: Position(rawValue: 69_900)), hasMore: true, clock: clock,
      receipt: signature)
  }

  /// A sync of a replica with a horizon, that has fetched one request.
  static var pastSync: SyncRequest {
    var request = firstSync
    request.history = .since(horizon)
    request.fetched = [create]
    return request
  }

  /// The answer by which a horizon is fixed, and something left behind it.
  static var pastAnswer: SyncAnswer {
    var answer = emptyAnswer
    answer.horizon = horizon
    answer.leavesHistory = true
    return answer
  }

  static var fetch: FetchRequest {
    FetchRequest(ledger: ledger, head: head, position: head.position, request: create)
  }

  static let horizon = HistoryHorizon(
    position: Position(rawValue: 69_000), time: clock - 31_536_000_000)

  static var emptyAnswer: SyncAnswer {
    SyncAnswer(head: head, cursor: Cursor(position: head.position), clock: clock)
  }

  private static let results: [PushResult] = [
    PushResult(
      sequence: 12, ruling: .decided(Position(rawValue: 69_998), .applied, receivedAt: clock)),
    PushResult(
      sequence: 13,
      ruling: .decided(
        Position(rawValue: 69_999),
        Verdict(.superseded, code: .lighter, causes: [assignment]), receivedAt: clock)),
    PushResult(sequence: 14, ruling: .missing([assignment, create])),
  ]

  /// Two entries that were delivered out of the ledger's order, as those of a request are that
  /// enters an audience.
  private static var entries: [LedgerEntry] {
    [
      entry(500, changes[0], .applied, clock - 1_000),
      entry(70_000, changes[1], Verdict(.denied, code: .agentOnly), clock),
      entry(501, erased, .applied, clock - 900),
    ]
  }

  private static func entry(
    _ position: UInt64, _ change: Change, _ verdict: Verdict, _ receivedAt: Int64
  ) -> LedgerEntry {
    LedgerEntry(
      position: Position(rawValue: position), change: change, verdict: verdict,
      receivedAt: receivedAt)
  }

  private static var directory: [DirectoryEntry] {
    let team = DirectoryItem.team(
      Team(
        number: TeamNumber(rawValue: 1), code: "PROX-NANCY",
        name: Words(french: "Proximité Nancy", english: "On-site support, Nancy")))
    return [DirectoryEntry(position: Position(rawValue: 4), key: team.key, bytes: team.bytes)]
  }
}
