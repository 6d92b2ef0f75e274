import EscaleCore
import Ledger

/// What only the pages in a browser need: nobody looks at them in a world without disks.
extension MemoryTransaction {
  func visit(_ tokenHash: Fingerprint) throws -> VisitRow? { nil }
  func put(_ visit: VisitRow) throws {}
  func endVisit(_ tokenHash: Fingerprint) throws {}
  func endVisits(of person: PersonNumber, except kept: Fingerprint?) throws {}
  func endVisits(seenBefore seen: Int64, startedBefore started: Int64) throws {}
  func list(_ list: RequestList, _ body: (ListedRequest) throws -> Bool) throws {}

  func count(_ list: RequestList, upTo limit: Int) throws -> Int { 0 }
  func insertReset(
    _ tokenHash: Fingerprint, of person: PersonNumber, expiresAt: Int64
  ) throws {}
  func reset(_ tokenHash: Fingerprint) throws -> (person: PersonNumber, expiresAt: Int64)? { nil }
  func removeResets(of person: PersonNumber, expiredAt time: Int64) throws {}
}
