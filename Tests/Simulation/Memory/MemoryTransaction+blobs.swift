import EscaleCore
import Ledger

extension MemoryTransaction {
  func insert(_ row: AttachmentRow) throws { tables.attachments.append(row) }

  func attachments(of request: RequestID) throws -> [AttachmentRow] {
    tables.attachments.filter { $0.request == request }
  }

  func noteArrival(
    of blob: Fingerprint, byteCount: UInt64, on request: RequestID, at time: Int64
  ) throws {
    for index in tables.attachments.indices
    where tables.attachments[index].blob == blob && tables.attachments[index].request == request
      && tables.attachments[index].byteCount == byteCount
    {
      tables.attachments[index].arrivedAt = time
    }
  }

  func removeAttachment(of change: ChangeID) throws {
    tables.attachments.removeAll { $0.change == change }
  }

  func isAttached(_ blob: Fingerprint) throws -> Bool {
    tables.attachments.contains { $0.blob == blob }
  }

  func arrivedBlobs(after: Fingerprint?, limit: Int) throws -> [Fingerprint] { [] }

  func awaitedCount() throws -> Int { tables.attachments.count { $0.arrivedAt == nil } }

  func leftovers() throws -> [LeftoverRow] { [] }
  func put(_ leftover: LeftoverRow) throws {}
  func removeLeftover(_ name: String) throws {}
}
