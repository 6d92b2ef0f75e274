import EscaleCore
import Ledger

/// Nobody gets mail in a world without disks.
extension MemoryTransaction {
  func queuesNotices() throws -> Bool { false }
  func linksNotices() throws -> Bool { false }
  func setQueuesNotices(_ queues: Bool, links: Bool) throws {}
  func insert(_ notice: NoticeRow) throws {}
  func update(_ notice: NoticeRow) throws {}
  func notice(_ id: Int64) throws -> NoticeRow? { nil }
  func notices(
    _ state: NoticeRow.State, dueBefore time: Int64, limit: Int
  ) throws -> [NoticeRow] { [] }
  func hasNotice(
    of request: RequestID, _ event: NoticeEvent, at position: Position
  ) throws -> Bool { false }
  func noticeCount(
    _ event: NoticeEvent, of person: PersonNumber, since time: Int64
  ) throws -> Int { 0 }
  func noticeCounts() throws -> [NoticeRow.State: Int] { [:] }
  func removeSettledNotices(queuedBefore time: Int64) throws {}
  func noticeChoice(of person: PersonNumber) throws -> NoticeChoice? { nil }
  func put(_ choice: NoticeChoice) throws {}
}
