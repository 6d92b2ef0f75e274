package import EscaleCore

/// That somebody is to be told of something: queued with the entry that is the reason.
package struct NoticeRow: Hashable, Sendable {
  package var id: Int64
  package var event: NoticeEvent
  package var person: PersonNumber
  /// Nil for a new password.
  package var request: RequestID?
  /// The entry that is the reason; for what only nears, the entry that set it going.
  package var position: Position
  /// In milliseconds since 1970 UTC, as all times here.
  package var queuedAt: Int64
  /// When it is to be tried; while it is being handed over, when that must be over.
  package var dueAt: Int64
  package var attempts: UInt32
  package var state: State
  /// Why the last attempt failed.
  package var failure: String?

  /// How far it has come; the raw values are stored.
  package enum State: UInt8, Hashable, Sendable, CaseIterable {
    case waiting = 0
    /// Somebody is handing it over.
    case handing = 1
    case handedOver = 2
    /// The system refused it, or kept failing.
    case failed = 3
    /// It was no longer for him, or not wanted, when its turn came.
    case dropped = 4
    /// Whoever handed it over stopped before he could say what came of it.
    case unsure = 5
  }

  package init(
    id: Int64 = 0, _ event: NoticeEvent, to person: PersonNumber, request: RequestID?,
    position: Position, queuedAt: Int64
  ) {
    self.id = id
    self.event = event
    self.person = person
    self.request = request
    self.position = position
    self.queuedAt = queuedAt
    dueAt = queuedAt
    attempts = 0
    state = .waiting
  }
}

/// What people are to be told, and what they want to be told of.
package protocol NoticeTransaction {
  /// Whether notices are queued at all.
  func queuesNotices() throws -> Bool
  /// Whether they can name the address of a page.
  func linksNotices() throws -> Bool
  func setQueuesNotices(_ queues: Bool, links: Bool) throws

  /// Queues a notice; one of the same entry, event and person that was there before stays alone.
  func insert(_ notice: NoticeRow) throws

  /// Writes state, due time, attempts and failure.
  func update(_ notice: NoticeRow) throws

  func notice(_ id: Int64) throws -> NoticeRow?

  /// Those in a state that are due, the first due first.
  func notices(_ state: NoticeRow.State, dueBefore time: Int64, limit: Int) throws -> [NoticeRow]

  /// Whether anybody was ever told of an event of an entry.
  func hasNotice(of request: RequestID, _ event: NoticeEvent, at position: Position) throws -> Bool

  /// When somebody was last queued a new password, and not before a time; how often since then.
  func noticeCount(_ event: NoticeEvent, of person: PersonNumber, since time: Int64) throws -> Int

  /// How many there are in each state.
  func noticeCounts() throws -> [NoticeRow.State: Int]

  /// Forgets those that were settled before a time.
  func removeSettledNotices(queuedBefore time: Int64) throws

  /// What somebody chose; nil where he never did.
  func noticeChoice(of person: PersonNumber) throws -> NoticeChoice?
  func put(_ choice: NoticeChoice) throws
}
